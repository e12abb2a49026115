/* Numbers and dates: see literal.h. */
#include "syntax/literal.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "syntax/parse.h"

/* A run of digits and what stands between them: "31/12/2027", "1,200.50", "3-5". */
#define KEPT_GROUPS 4
struct run {
	const char *text;
	uint32_t len;             /* all of it, sign included */
	bool is_negative;
	uint32_t groups;          /* groups of digits */
	uint32_t at[KEPT_GROUPS]; /* of the first ones: offset, length, what stands before (' ' for a space) */
	uint32_t size[KEPT_GROUPS];
	char before[KEPT_GROUPS];
	uint32_t digits;          /* in all groups, zeros at the front left out */
	char last_mark;           /* what stands before the last group */
	uint32_t last_size;
	uint32_t points, commas, slashes, hyphens, spaces, others; /* marks by kind */
	bool groups_of_three;     /* all but the first one, and but the last one after a point */
};

uint32_t plint_literal_group_space(const char *text, size_t len)
{
	if (len >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (len >= 3 && text[0] == '\xE2' && text[1] == '\x80' && (text[2] == '\xAF' || text[2] == '\x89' || text[2] == '\x87'))
		return 3;
	return 0;
}

/* Exactly three digits at TEXT. */
static bool is_group(const char *text, size_t len)
{
	return len >= 3 && plint_text_is_digit_byte(text[0]) && plint_text_is_digit_byte(text[1]) && plint_text_is_digit_byte(text[2]) && (len == 3 || !plint_text_is_digit_byte(text[3]));
}

/* Bytes of the mark between groups at TEXT that a digit follows, or 0; *MARK is what it counts as. */
static uint32_t mark_at(const char *text, size_t len, uint32_t first_size, char *mark)
{
	if (len >= 2 && strchr(",._/-'", text[0]) && text[0] != '\0' && plint_text_is_digit_byte(text[1])) {
		*mark = text[0];
		return 1;
	}
	if (len >= 4 && memcmp(text, "\xE2\x80\x99", 3) == 0 && plint_text_is_digit_byte(text[3])) {
		*mark = '\'';
		return 3;
	}
	uint32_t space = plint_literal_group_space(text, len);
	*mark = ' ';
	return space && first_size <= 3 && is_group(text + space, len - space) ? space : 0;
}

static void count_mark(struct run *r, char mark)
{
	switch (mark) {
	case '.': r->points++; break;
	case ',': r->commas++; break;
	case '/': r->slashes++; break;
	case '-': r->hyphens++; break;
	case ' ': r->spaces++; break;
	default: r->others++; break;
	}
}

static struct run read_run(const char *text, size_t len)
{
	struct run r = {.text = text, .groups_of_three = true};
	uint32_t at = 0;
	char mark = '\0';
	bool is_leading = true;
	r.is_negative = text[0] == '-';
	at = r.is_negative;
	for (;;) {
		uint32_t start = at;
		for (; at < len && plint_text_is_digit_byte(text[at]); at++) {
			is_leading = is_leading && text[at] == '0';
			r.digits += !is_leading;
		}
		if (r.groups < KEPT_GROUPS) {
			r.at[r.groups] = start;
			r.size[r.groups] = at - start;
			r.before[r.groups] = mark;
		}
		if (r.groups > 0 && mark != '.' && at - start != 3)
			r.groups_of_three = false;
		r.last_mark = mark;
		r.last_size = at - start;
		r.groups++;
		uint32_t bytes = at < len ? mark_at(text + at, len - at, r.size[0], &mark) : 0;
		if (bytes == 0)
			break;
		count_mark(&r, mark);
		at += bytes;
	}
	r.len = at;
	return r;
}

static int value_of(const struct run *r, uint32_t group)
{
	int value = 0;
	for (uint32_t i = 0; i < r->size[group] && i < 8; i++)
		value = value * 10 + (r->text[r->at[group] + i] - '0');
	return value;
}

static struct plint_literal invalid(const struct run *r, bool is_date, const char *message, const char *help)
{
	return (struct plint_literal){
	    .len = r->len, .is_date = is_date, .flags = PLINT_NODE_INVALID, .message = message, .help = help};
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

static bool is_year(int year)
{
	return year >= PLINT_MIN_YEAR && year <= PLINT_MAX_YEAR;
}

static const char *const month_names[] = {"",     "January", "February",  "March",   "April",    "May",     "June",
                                          "July", "August",  "September", "October", "November", "December"};

static struct plint_literal date_from(uint32_t len, int year, unsigned month, unsigned day)
{
	struct plint_literal l = {.len = len, .is_date = true};
	l.days.first = plint_date_days(year, month, day ? day : 1);
	l.days.last = day ? l.days.first : plint_date_days(year, month, plint_date_month_length(year, month));
	l.flags = (uint16_t)((day ? PLINT_GRAIN_DAY : PLINT_GRAIN_MONTH) << 12);
	return l;
}

static struct plint_literal year_out_of_range(struct plint_arena *a, const struct run *r, int year)
{
	return invalid(r, true, plint_arena_printf(a, "the year %d is out of range: years run from %d to %d", year, PLINT_MIN_YEAR, PLINT_MAX_YEAR),
	               NULL);
}

/* Year, month and day (0: none) in the right form, if there is such a day; else what is wrong with them. */
static struct plint_literal checked_date(struct plint_arena *a, const struct run *r, int year, int month, int day, bool has_day)
{
	if (!is_year(year))
		return year_out_of_range(a, r, year);
	if (month < 1 || month > 12)
		return invalid(r, true,
		               plint_arena_printf(a, "\"%.*s\" is no date: there is no month %d", (int)r->len, r->text, month),
		               plint_arena_printf(a, "Say the year, the month and the day: %d-12-31; a range of years with to: %d to %d", year,
		                                  year, year + 1));
	int length = (int)plint_date_month_length(year, (unsigned)month);
	if (has_day && (day < 1 || day > length))
		return invalid(r, true,
		               plint_arena_printf(a, "there is no day %d-%02d-%02d: %s %d has %d days", year, month, day, month_names[month],
		                                  year, length),
		               plint_arena_printf(a, "Write %d-%02d-%02d", year, month, length));
	return date_from(r->len, year, (unsigned)month, has_day ? (unsigned)day : 0);
}

/* A date in another order or with other marks. */
static struct plint_literal foreign_date(struct plint_arena *a, const struct run *r, int year, int month, int day)
{
	if (year < 100)
		year += 2000;
	bool could_swap = month >= 1 && day >= 1 && month <= 12 && day <= 12 && month != day && r->size[0] != 4;
	if (month > 12 && day >= 1 && day <= 12 && month <= 31) { /* written month first */
		int swapped = month;
		month = day;
		day = swapped;
	}
	struct plint_literal right = checked_date(a, r, year, month, day, day != 0);
	if (right.message)
		return right;
	const char *iso = day ? plint_arena_printf(a, "%d-%02d-%02d", year, month, day) : plint_arena_printf(a, "%d-%02d", year, month);
	const char *help = plint_arena_printf(a, "Write %s", iso);
	if (could_swap)
		help = plint_arena_printf(a, "Either %s for %d %s, or %d-%02d-%02d for %d %s", iso, day, month_names[month], year, day, month,
		                          month, month_names[day]);
	return invalid(r, true, plint_arena_printf(a, "\"%.*s\" is not how a date is written here", (int)r->len, r->text), help);
}

/* 2027-12-31, 2027-12, and slips of it: 2027-6-5, 31-12-2027, 2027-2029. */
static bool read_hyphen_date(struct plint_arena *a, const struct run *r, struct plint_literal *out)
{
	if (r->groups > 3 || r->hyphens != r->groups - 1 || r->is_negative)
		return false;
	if (r->size[0] == 4 && r->size[1] <= 2 && (r->groups == 2 || r->size[2] <= 2)) {
		bool has_day = r->groups == 3;
		bool is_padded = r->size[1] == 2 && (!has_day || r->size[2] == 2);
		int day = has_day ? value_of(r, 2) : 0;
		*out = is_padded ? checked_date(a, r, value_of(r, 0), value_of(r, 1), day, has_day)
		                 : foreign_date(a, r, value_of(r, 0), value_of(r, 1), day);
		return true;
	}
	if (r->groups == 3 && r->size[0] <= 2 && r->size[1] <= 2 && (r->size[2] == 4 || r->size[2] == 2)) {
		*out = foreign_date(a, r, value_of(r, 2), value_of(r, 1), value_of(r, 0));
		return true;
	}
	return false;
}

/* 31/12/2027, 31.12.2027, 2027/06/30, 12/2027, 2027/28. */
static bool read_marked_date(struct plint_arena *a, const struct run *r, struct plint_literal *out)
{
	bool is_three = r->groups == 3 && (r->slashes == 2 || r->points == 2);
	if (is_three && r->size[0] == 4 && r->size[1] <= 2 && r->size[2] <= 2) {
		*out = foreign_date(a, r, value_of(r, 0), value_of(r, 1), value_of(r, 2));
		return true;
	}
	if (is_three && r->size[0] <= 2 && r->size[1] <= 2 && (r->size[2] == 4 || r->size[2] == 2)) {
		*out = foreign_date(a, r, value_of(r, 2), value_of(r, 1), value_of(r, 0));
		return true;
	}
	if (r->groups != 2 || r->slashes != 1)
		return false;
	if (r->size[0] <= 2 && r->size[1] == 4) {
		*out = foreign_date(a, r, value_of(r, 1), value_of(r, 0), 0);
		return true;
	}
	if (r->size[0] != 4 || !is_year(value_of(r, 0)))
		return false;
	int year = value_of(r, 0), second = value_of(r, 1);
	if (second == (r->size[1] == 4 ? year + 1 : (year + 1) % 100)) {
		*out = invalid(r, true, plint_arena_printf(a, "\"%.*s\" is not how a year is written here", (int)r->len, r->text),
		               plint_arena_printf(a, "Either FY%d for the financial year that ends in %d, or %d to %d for both years.", year + 1,
		                                  year + 1, year, year + 1));
		return true;
	}
	*out = foreign_date(a, r, year, second, 0);
	return true;
}

static bool read_quarter(struct plint_arena *a, const struct run *r, const char *text, size_t len, struct plint_literal *out)
{
	uint32_t at = r->len;
	if (r->groups != 1 || r->size[0] != 4 || r->is_negative || at + 2 >= len || text[at] != '-' ||
	    (text[at + 1] != 'Q' && text[at + 1] != 'q') || !plint_text_is_digit_byte(text[at + 2]))
		return false;
	struct run all = *r;
	for (all.len = at + 2; all.len < len && plint_text_is_digit_byte(text[all.len]);)
		all.len++;
	int year = value_of(r, 0), quarter = text[at + 2] - '0';
	if (!is_year(year)) {
		*out = year_out_of_range(a, &all, year);
	} else if (all.len != at + 3 || quarter < 1 || quarter > 4) {
		*out = invalid(&all, true, plint_arena_printf(a, "\"%.*s\" is no date: a year has the quarters Q1 to Q4", (int)all.len, text),
		               plint_arena_printf(a, "The last quarter of %d is %d-Q4.", year, year));
	} else {
		*out = date_from(all.len, year, (unsigned)quarter * 3, 0);
		out->days.first = plint_date_days(year, (unsigned)quarter * 3 - 2, 1);
		out->flags = PLINT_GRAIN_QUARTER << 12;
	}
	return true;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* "%" where one stands behind the run, to put it into what to write. */
static const char *percent_behind(const struct run *r, size_t len)
{
	return r->len < len && r->text[r->len] == '%' ? "%" : "";
}

/* Digits of R with commas between groups of three, and what follows the mark DECIMAL (0: nothing) behind a point. */
static const char *regrouped(struct plint_arena *a, const struct run *r, char decimal)
{
	char digits[2 * PLINT_MAX_DIGITS + 8], out[3 * PLINT_MAX_DIGITS + 16];
	size_t whole = 0, count = 0, n = 0;
	uint32_t end = r->len;
	if (decimal)
		while (end > 0 && r->text[end - 1] != decimal)
			end--;
	for (uint32_t i = 0; i < r->len && count < 2 * PLINT_MAX_DIGITS; i++) {
		if (decimal && i == end - 1)
			whole = count;
		if (plint_text_is_digit_byte(r->text[i]))
			digits[count++] = r->text[i];
	}
	if (!decimal)
		whole = count;
	for (size_t i = 0; i < count && n < sizeof out - 2; i++) {
		if (i == whole)
			out[n++] = '.';
		else if (i > 0 && i < whole && (whole - i) % 3 == 0)
			out[n++] = ',';
		out[n++] = digits[i];
	}
	return plint_arena_printf(a, "%s%.*s", r->is_negative ? "-" : "", (int)n, out);
}

static struct plint_literal bad_number(struct plint_arena *a, const struct run *r, const char *what, const char *help)
{
	return invalid(r, false, plint_arena_printf(a, "\"%.*s\" %s", (int)r->len, r->text, what), help);
}

/* 3-5 and the like: a range with a hyphen, or a fraction with a slash. */
static struct plint_literal joined_numbers(struct plint_arena *a, const struct run *r, size_t len)
{
	const char *percent = percent_behind(r, len);
	char mark = r->hyphens ? '-' : '/';
	const char *split = memchr(r->text + 1, mark, r->len - 1);
	int left = (int)(split - r->text), right = (int)r->len - left - 1;
	if (r->hyphens == 1 && r->slashes == 0)
		return bad_number(a, r, "is a range, and a range is written with \"to\"",
		                  plint_arena_printf(a, "Write %.*s%s to %.*s%s", left, r->text, percent, right, split + 1, percent));
	return bad_number(a, r, "is neither a number nor a date", "Give one number, such as 0.5, or a date, such as 2027-12-31");
}

/* 1.200: a thousand and two hundred in one country, one and two tenths in the next. */
static struct plint_literal ambiguous_point(struct plint_arena *a, const struct run *r, size_t len)
{
	const char *percent = percent_behind(r, len);
	uint32_t end = r->len;
	while (r->text[end - 1] == '0')
		end--;
	end -= r->text[end - 1] == '.';
	bool is_same = end == r->len;
	return bad_number(a, r, "can be read in two ways: a point before three digits",
	                  plint_arena_printf(a, "Either %s%s if it is thousands, or %.*s%s%s if it is a decimal.", regrouped(a, r, '\0'), percent,
	                                     (int)end, r->text, is_same ? "0" : "", percent));
}

static struct plint_literal wrong_comma(struct plint_arena *a, const struct run *r, size_t len)
{
	const char *percent = percent_behind(r, len);
	const char *decimal = regrouped(a, r, ',');
	if (r->last_size == 2)
		return bad_number(a, r, "has a comma, but not three digits behind it",
		                  plint_arena_printf(a, "As a decimal it is %s%s; thousands have three digits behind the comma: %s", decimal,
		                                     percent, regrouped(a, r, '\0')));
	return bad_number(a, r, "has a comma where a decimal has a point", plint_arena_printf(a, "Write %s%s", decimal, percent));
}

/* The number that R is, or what is wrong with it. */
static struct plint_literal read_number(struct plint_arena *a, const struct run *r, size_t len)
{
	uint32_t separators = r->commas + r->spaces + r->others;
	bool is_decimal = r->last_mark == '.' && r->points == 1;
	unsigned kinds = (r->commas > 0 ? 1u : 0) + (r->spaces > 0 ? 1u : 0) + (r->others > 0 ? 1u : 0);
	if (r->digits > PLINT_MAX_DIGITS)
		return invalid(r, false, plint_arena_printf(a, "a number has at most %d digits, this one has %u", PLINT_MAX_DIGITS, r->digits),
		               "Say it with thousand, million or billion: 1.2 million");
	if (r->hyphens || r->slashes)
		return joined_numbers(a, r, len);
	if (r->points == 1 && separators == 0 && r->last_size == 3 && r->size[0] <= 3 && r->text[r->at[0]] != '0')
		return ambiguous_point(a, r, len);
	if (r->commas == 1 && r->points == 0 && kinds == 1 && r->last_size != 3)
		return wrong_comma(a, r, len);
	if (r->points > 0 && r->last_mark == ',')
		return bad_number(a, r, "has a point and a comma the other way round",
		                  plint_arena_printf(a, "Write %s%s", regrouped(a, r, ','), percent_behind(r, len)));
	bool is_grouped = separators == 0 || (r->groups_of_three && r->size[0] >= 1 && r->size[0] <= 3 && kinds == 1);
	bool has_quote = memchr(r->text, '\'', r->len) || memchr(r->text, '\xE2', r->len);
	if (!is_grouped || r->points > 1 || (r->others && has_quote))
		return bad_number(a, r, "is not how a number is written here",
		                  plint_arena_printf(a, "Write %s%s", regrouped(a, r, is_decimal ? '.' : '\0'), percent_behind(r, len)));
	uint64_t value = 0;
	double scale = 1;
	bool is_behind = false;
	for (uint32_t i = 0; i < r->len; i++) {
		if (r->text[i] == '.')
			is_behind = true;
		if (!plint_text_is_digit_byte(r->text[i]))
			continue;
		value = value * 10 + (uint64_t)(r->text[i] - '0');
		scale *= is_behind ? 10 : 1;
	}
	struct plint_literal l = {.len = r->len, .number = (double)value / scale};
	if (r->is_negative)
		l.number = -l.number;
	else if (r->groups == 1 && r->len == 4 && is_year((int)value))
		l.flags = PLINT_NODE_YEARLIKE;
	return l;
}

/* Letter right behind a number that stands for a power of ten: 10k, 1.2M, 3bn. */
static bool read_power_letter(struct plint_arena *a, struct plint_literal *l, const char *text, size_t len)
{
	static const struct {
		const char *letters, *word;
	} powers[] = {{"k", "thousand"}, {"K", "thousand"}, {"m", "million"},   {"M", "million"},   {"mn", "million"},
	              {"Mn", "million"}, {"mio", "million"}, {"bn", "billion"}, {"Bn", "billion"}, {"B", "billion"}};
	for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
		size_t size = strlen(powers[i].letters), end = l->len + size;
		if (end > len || memcmp(text + l->len, powers[i].letters, size) != 0)
			continue;
		if (end < len && ((unsigned char)text[end] >= 0x80 || plint_text_is_name_char(text[end])))
			continue;
		l->message = plint_arena_printf(a, "\"%.*s\" has a letter for a power of ten", (int)end, text);
		l->help = plint_arena_printf(a, "Write %.*s %s", (int)l->len, text, powers[i].word);
		l->flags = PLINT_NODE_INVALID;
		l->len = (uint32_t)end;
		l->number = 0;
		return true;
	}
	return false;
}

/* Whether TEXT is a few digits and nothing that goes on with them: most numbers are. */
static bool read_plain(const char *text, size_t len, struct plint_literal *l)
{
	uint32_t at = 0, value = 0;
	while (at < len && at < 9 && plint_text_is_digit_byte(text[at]))
		value = value * 10 + (uint32_t)(text[at++] - '0');
	if (at == 0 || (at < len && !strchr(" \t\r\n;%}", text[at])))
		return false;
	*l = (struct plint_literal){.len = at, .number = value};
	if (at == 4 && is_year((int)value))
		l->flags = PLINT_NODE_YEARLIKE;
	return true;
}

/* COUNT digits at TEXT as a number, or -1. */
static int digits_at(const char *text, unsigned count)
{
	int value = 0;
	for (unsigned i = 0; i < count; i++) {
		if (!plint_text_is_digit_byte(text[i]))
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* Whether TEXT is a day in the right form, 2027-12-31: most dates are. */
static bool read_day(const char *text, size_t len, struct plint_literal *l)
{
	if (len < 11 || text[4] != '-' || text[7] != '-' || !strchr(" \t\r\n;}", text[10]))
		return false;
	int year = digits_at(text, 4), month = digits_at(text + 5, 2), day = digits_at(text + 8, 2);
	if (!is_year(year) || month < 1 || month > 12 || day < 1 || day > (int)plint_date_month_length(year, (unsigned)month))
		return false;
	*l = date_from(10, year, (unsigned)month, (unsigned)day);
	return true;
}

struct plint_literal plint_literal_read(struct plint_arena *a, const char *text, size_t len)
{
	struct plint_literal l;
	if (read_plain(text, len, &l) || read_day(text, len, &l))
		return l;
	struct run r = read_run(text, len);
	bool is_short = r.len <= 24; /* a date, or something like one */
	if (is_short && read_quarter(a, &r, text, len, &l))
		return l;
	if (is_short && r.hyphens && read_hyphen_date(a, &r, &l))
		return l;
	if (is_short && (r.slashes || r.points == 2) && read_marked_date(a, &r, &l))
		return l;
	if (r.len > 60) /* too long to be shown whole */
		r.digits = r.digits > PLINT_MAX_DIGITS ? r.digits : r.len;
	l = read_number(a, &r, len);
	if (!l.message && l.len < len && plint_text_is_name_char(text[l.len]) && (unsigned char)text[l.len] < 0x80)
		read_power_letter(a, &l, text, len);
	return l;
}

/* --- digits of other scripts, years, months ----------------------------------------------------------------------- */

/* Value of the digit CP of a script that is not Latin, or -1. (Unicode 15, category Nd, the scripts that plans are written in.) */
static int foreign_digit(int32_t cp)
{
	static const int32_t zeros[] = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
	                                0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0xFF10};
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (cp >= zeros[i] && cp < zeros[i] + 10)
			return cp - zeros[i];
	return -1;
}

struct plint_literal plint_literal_read_foreign(struct plint_arena *a, const char *text, size_t len)
{
	struct plint_literal l = {.flags = PLINT_NODE_INVALID};
	char digits[32];
	size_t count = 0;
	bool has_percent = false;
	while (l.len < len) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + l.len, len - l.len, &size);
		int digit = foreign_digit(cp);
		char c = digit >= 0 ? (char)('0' + digit) : cp == 0x066B ? '.' : '\0';
		if (c == '\0' && cp != 0x066C)
			break;
		if (c == '.' && l.len == 0)
			break;
		if (c && count < sizeof digits)
			digits[count++] = c;
		l.len += size;
	}
	if (l.len == 0)
		return l;
	has_percent = l.len < len && text[l.len] == '%';
	if (l.len + 2 <= len && memcmp(text + l.len, "\xD9\xAA", 2) == 0) { /* Arabic percent sign */
		has_percent = true;
		l.len += 2;
	}
	l.message = "numbers are written with the digits 0 to 9";
	l.help = plint_arena_printf(a, "Write %.*s%s", (int)count, digits, has_percent ? "%" : "");
	return l;
}

int plint_literal_fiscal_year(const char *text, size_t len)
{
	if (len != 6 || text[0] != 'F' || text[1] != 'Y')
		return 0;
	int year = 0;
	for (unsigned i = 2; i < 6; i++) {
		if (!plint_text_is_digit_byte(text[i]))
			return 0;
		year = year * 10 + (text[i] - '0');
	}
	return is_year(year) ? year : 0;
}

unsigned plint_literal_month(const char *text, size_t len)
{
	static const char *const names[3][12] = {
	    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
	    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
	     "diciembre"}};
	if (len < 3 || len > 12)
		return 0;
	for (unsigned language = 0; language < 3; language++) {
		for (unsigned month = 0; month < 12; month++) {
			const char *name = names[language][month];
			size_t i = 0;
			while (i < len && name[i] && (text[i] | (text[i] >= 'A' && text[i] <= 'Z' ? 0x20 : 0)) == name[i])
				i++;
			if (i == len)
				return month + 1;
		}
	}
	return 0;
}
