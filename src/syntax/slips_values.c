/*
 * Sentences about the values of fields: see slips.h.
 */
#include "plan.tab.h"
#include "syntax/literal.h"
#include "syntax/slips_tools.h"

/* What a field takes, and an example of it. */
static const char *example_of(const struct plint_slip_line *line, const struct plint_field *f)
{
	switch (f->want) {
	case PLINT_WANT_TEXT:
	case PLINT_WANT_LABEL:
		return "\"…\"";
	case PLINT_WANT_DATE:
		return f->parts[0].link == PLINT_LINK_TO ? "2027 to 2029" : "2027-12-31";
	case PLINT_WANT_AMOUNT:
	case PLINT_WANT_TARGET:
		return f->parts[0].link == PLINT_LINK_ON   ? "14% on 2026-12-31"
		       : f->parts[0].link == PLINT_LINK_OF ? "1,200 of 6,000"
		                                           : "20% by 2027-12-31";
	case PLINT_WANT_PERCENT:
		return "20%";
	case PLINT_WANT_MONEY:
		return "IZD 1.2 million";
	case PLINT_WANT_DURATION:
		return "2 years";
	case PLINT_WANT_RHYTHM:
		return "quarterly";
	case PLINT_WANT_NONE:
	case PLINT_WANT_WORD:
	case PLINT_WANT_REF:
	case PLINT_WANT_REF_OR_TEXT:
		break;
	}
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (f->refs & PLINT_KIND_BIT(k) && f->refs != PLINT_KINDS_ALL)
			return made(line, "name_of_%s", plint_kind_word((enum plint_kind)k));
	return f->want == PLINT_WANT_WORD ? "word" : "name";
}

void plint_slips_tell_no_value(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span link)
{
	struct plint_span head = span_of(line, node_at(line, line->node)->child);
	struct plint_diag *d;
	if (link.end)
		d = plint_slips_report(line->ps, "wrong-value", link, "the value is missing between \"%s\" and \"%s\"", f->spelling, shown(line, link));
	else
		d = plint_slips_report(line->ps, "wrong-value", head, "nothing stands behind \"%s\"", f->spelling);
	d->help = made(line, "Say what it is: %s %s; or %s TBD while it is open", f->spelling, example_of(line, f), f->spelling);
}

void plint_slips_tell_two_values(const struct plint_slip_line *line, const struct plint_field *f, uint32_t first, uint32_t second)
{
	struct plint_span at = span_of(line, second);
	struct plint_diag *d;
	const struct plint_node *n = node_at(line, second);
	bool is_date = n->kind == PLINT_NODE_DATE || n->flags & PLINT_NODE_YEARLIKE;
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *part = &f->parts[i];
		if (part->want != PLINT_WANT_DATE || !is_date || part->link == PLINT_LINK_ADJUNCT)
			continue;
		const char *word = plint_link_word(part->link);
		d = plint_slips_report(line->ps, "wrong-value", at, "the date of %s comes behind \"%s\", not behind a comma",
		                       with_article(line, f->spelling), word);
		d->help = made(line, "Write %s %s %s %s", f->spelling, shown(line, span_of(line, first)), word, shown(line, at));
		return;
	}
	d = plint_slips_report(line->ps, "wrong-value", at, "\"%s\" takes one value, not a list", f->spelling);
	d->help = made(line, "Keep one of them: %s %s", f->spelling, shown(line, span_of(line, first)));
}

/* From the place AT up to the next link or comma, or the end of the line. */
static struct plint_span part_from(const struct plint_slip_line *line, struct plint_span at)
{
	struct plint_span part = at;
	bool is_in = false;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next) {
		const struct plint_node *v = node_at(line, n);
		if (v->kind == PLINT_NODE_BODY || (is_in && (v->link || v->flags & PLINT_NODE_ENTRY)))
			break;
		if (v->span.start < at.start)
			continue;
		is_in = true;
		part.end = v->span.end;
	}
	return part;
}

/* The whole entry from AT on, but for a part that the field knows. */
static struct plint_span entry_from(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	struct plint_span part = at;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next) {
		const struct plint_node *v = node_at(line, n);
		if (v->kind == PLINT_NODE_BODY)
			break;
		if (v->span.start < at.start)
			continue;
		bool is_own = false;
		for (unsigned i = 0; i < PLINT_MAX_PARTS; i++)
			is_own = is_own || (v->link && f->parts[i].link == (enum plint_link)v->link);
		if (is_own)
			break;
		part.end = v->span.end;
	}
	return part;
}

void plint_slips_tell_no_text(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	struct plint_span text = entry_from(line, f, at);
	uint32_t first = node_at(line, node_at(line, line->node)->child)->next;
	if (f->parts[0].link == PLINT_LINK_AS && node_at(line, first)->kind == PLINT_NODE_TEXT) {
		plint_slips_report(line->ps, "wrong-value", text,
		                   "each entry of \"%s\" is words of the mission and, behind \"as\", one name", f->spelling)
		    ->help = made(line, "Say the words again for the next name: %s %s as %s", f->spelling, shown(line, span_of(line, first)),
		                  shown(line, text));
		return;
	}
	plint_slips_report(line->ps, "wrong-value", text, "\"%s\" takes a text, and a text stands in quotes", f->spelling)->help =
	    made(line, "Write %s \"%s\"", f->spelling, shown(line, text));
}

/* The word for a rhythm in other words: "each month", "twice a year". */
static const char *rhythm_of(const char *text)
{
	static const char *const rhythms[][2] = {{"twice a year", "half-yearly"}, {"six months", "half-yearly"}, {"three months", "quarterly"},
	                                         {"quarter", "quarterly"},        {"month", "monthly"},          {"week", "weekly"},
	                                         {"year", "yearly"},              {"ann", "yearly"},             {"day", "daily"}};
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (strstr(text, rhythms[i][0]))
			return rhythms[i][1];
	return "monthly, or every 2 years";
}

/* "two years" with its number in digits. */
static const char *duration_of(const struct plint_slip_line *line, const char *text)
{
	static const char *const numbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
	size_t len = strcspn(text, " ");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strlen(numbers[i]) == len && memcmp(numbers[i], text, len) == 0)
			return made(line, "%zu%s", i + 1, text + len);
	return "2 years";
}

/* Words that people put in front of a bound. */
static const char *bound_of(const char *words)
{
	static const char *const least[] = {"min", "minimum", "over", "above", "more than", "not less than", "no less than"};
	static const char *const most[] = {"max", "maximum", "under", "below", "less than", "fewer than", "not more than", "no more than", "up"};
	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (strcmp(least[i], words) == 0)
			return "at least";
	for (size_t i = 0; i < sizeof most / sizeof *most; i++)
		if (strcmp(most[i], words) == 0)
			return "at most";
	return NULL;
}

/* The number that TEXT says in words ("fifteen", "twenty-five"), up to *LEN bytes, or 0. */
static unsigned number_in_words(const char *text, size_t *len)
{
	static const char *const words[] = {"one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
	                                    "ten",    "eleven", "twelve",   "thirteen", "fourteen", "fifteen", "sixteen",   "seventeen", "eighteen",
	                                    "nineteen", "twenty", "thirty", "forty",    "fifty",   "sixty",   "seventy",   "eighty",   "ninety"};
	unsigned sum = 0;
	*len = 0;
	for (unsigned n = 0; n < 2; n++) {
		size_t start = *len + (n > 0), size = strcspn(text + start, " -");
		unsigned value = 0;
		for (unsigned i = 0; i < sizeof words / sizeof *words && !value; i++)
			if (strlen(words[i]) == size && memcmp(words[i], text + start, size) == 0)
				value = i < 20 ? i + 1 : (i - 17) * 10;
		if (!value || (n > 0 && value > 9))
			break;
		sum += value;
		*len = start + size;
		if (sum < 20 || !text[*len])
			break;
	}
	return sum;
}

/* The first value of the line, behind the name of its field. */
static struct plint_span first_value(const struct plint_slip_line *line)
{
	const struct plint_node *n = node_at(line, line->node);
	uint32_t value = node_at(line, n->child)->next;
	if (n->u.stmt.skip && value)
		value = node_at(line, value)->next;
	return span_of(line, value ? value : n->child);
}

static bool takes_number(const struct plint_field *f)
{
	return f->want == PLINT_WANT_AMOUNT || f->want == PLINT_WANT_TARGET || f->want == PLINT_WANT_PERCENT || f->want == PLINT_WANT_MONEY;
}

/* Words at WORDS where the field F takes a number: a bound in other words, or the number itself in words. */
static void tell_no_number(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span words)
{
	uint32_t number = 0;
	for (uint32_t n = node_at(line, line->node)->child; n && !number; n = node_at(line, n)->next)
		if (node_at(line, n)->span.start >= words.start && node_at(line, n)->span.end <= words.end && node_at(line, n)->kind == PLINT_NODE_AMOUNT)
			number = n;
	if (number) {
		struct plint_span front = {words.start, span_of(line, number).start};
		while (front.end > front.start && strchr(" \t", line->ps->text[front.end - 1 - line->ps->base]))
			front.end--;
		const char *text = shown(line, front), *bound = bound_of(text), *value = shown(line, span_of(line, number));
		plint_slips_report(line->ps, "wrong-value", front, "\"%s\" takes a number, and \"%s\" stands in front of it", f->spelling, text)
		    ->help = bound ? made(line, "Write %s %s %s", f->spelling, bound, value)
		                   : made(line, "Leave the words out: %s %s", f->spelling, value);
		return;
	}
	size_t len;
	const char *text = shown(line, words);
	unsigned value = number_in_words(text, &len);
	bool is_percent = strcmp(text + len, " percent") == 0;
	plint_slips_report(line->ps, "wrong-value", words, "\"%s\" takes a number in digits, and here stand words", f->spelling)->help =
	    value ? made(line, "Write %s %u%s", f->spelling, value, is_percent ? "%" : text + len)
	          : made(line, "Give the number in digits: %s %s", f->spelling, example_of(line, f));
}

/* The unit behind "per" that the value at NODE means, "a year", "each year", "yearly": shown; NULL where it means none. */
static const char *unit_of_rhythm(const struct plint_slip_line *line, uint32_t node)
{
	static const char *const rhythms[][2] = {{"yearly", "year"},      {"annually", "year"}, {"pa", "year"},    {"monthly", "month"},
	                                         {"quarterly", "quarter"}, {"weekly", "week"},   {"daily", "day"}, {"every year", "year"},
	                                         {"every month", "month"}, {"every week", "week"}};
	const char *word = shown(line, span_of(line, node));
	uint32_t next = node_at(line, node)->next;
	bool is_article = strcmp(word, "a") == 0 || strcmp(word, "an") == 0 || strcmp(word, "each") == 0;
	if (is_article && next && node_at(line, next)->kind == PLINT_NODE_WORD && !node_at(line, next)->link)
		return shown(line, span_of(line, next));
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (strcmp(rhythms[i][0], word) == 0)
			return rhythms[i][1];
	return NULL;
}

/* What the field F would take for the values LEFT and RIGHT side by side: "14% per year", or a text behind a name; NULL if neither. */
static const char *meant_beside(const struct plint_slip_line *line, const struct plint_field *f, uint32_t left, uint32_t right)
{
	const char *unit = unit_of_rhythm(line, right);
	uint32_t behind = node_at(line, right)->next;
	bool is_word = node_at(line, right)->kind == PLINT_NODE_WORD && !node_at(line, right)->link;
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *part = &f->parts[i];
		if (part->link == PLINT_LINK_PER && unit && node_at(line, left)->kind == PLINT_NODE_AMOUNT)
			return made(line, "%s per %s", shown(line, span_of(line, left)), unit);
		if (part->link == PLINT_LINK_ADJUNCT && part->want == PLINT_WANT_TEXT && is_word && behind &&
		    node_at(line, behind)->kind == PLINT_NODE_TEXT && !node_at(line, behind)->link)
			return made(line, "%s %s %s", f->spelling, shown(line, span_of(line, left)), shown(line, span_of(line, behind)));
	}
	return NULL;
}

void plint_slips_tell_words(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span first, struct plint_span at)
{
	struct plint_span words = part_from(line, first);
	const char *text = shown(line, words);
	struct plint_diag *d;
	if (takes_number(f) && first.start <= first_value(line).start) {
		tell_no_number(line, f, words);
		return;
	}
	uint32_t left = node_at(line, line->node)->child;
	while (left && span_of(line, left).start < first.start)
		left = node_at(line, left)->next;
	uint32_t right = left ? node_at(line, left)->next : 0;
	const char *meant = right ? meant_beside(line, f, left, right) : NULL;
	if (meant) {
		plint_slips_report(line->ps, "wrong-value", span_of(line, right), "%s means nothing here", quoted(line, span_of(line, right)))->help =
		    made(line, "Write %s", meant);
		return;
	}
	if (f->want == PLINT_WANT_WORD && f->is_many) {
		char *list = plint_arena_alloc(line->ps->diags->arena, 2 * strlen(text) + 1), *p = list;
		for (const char *t = text; *t; t++) {
			if (*t == ' ')
				*p++ = ',';
			*p++ = *t;
		}
		*p = '\0';
		d = plint_slips_report(line->ps, "wrong-value", at, "the entries of a list have a comma between them");
		d->help = made(line, "Write %s %s", f->spelling, list);
	} else if (f->want == PLINT_WANT_REF || f->want == PLINT_WANT_REF_OR_TEXT) {
		d = plint_slips_report(line->ps, "wrong-value", words, "a name is one word, \"%s\" are several", text);
		const char *rhythm = strrchr(text, ' ');
		if (f->parts[0].want == PLINT_WANT_RHYTHM && rhythm && strstr("daily weekly monthly quarterly half-yearly yearly", rhythm + 1)) {
			words.end -= (uint32_t)strlen(rhythm);
			d->help = made(line, "Write %s %s%s", f->spelling, as_name(line, words), rhythm);
			return;
		}
		d->help = f->want == PLINT_WANT_REF
		              ? made(line, "Put %s %s if it is one name, or commas between the names of a list.", f->spelling, as_name(line, words))
		              : made(line, "Put %s %s if that is the name of a block, or put the words into quotes: %s \"%s\"", f->spelling,
		                     as_name(line, words), f->spelling, text);
	} else if (f->want == PLINT_WANT_RHYTHM || f->want == PLINT_WANT_DURATION) {
		d = plint_slips_report(line->ps, "wrong-value", words, "\"%s\" does not take \"%s\"", f->spelling, text);
		d->help = f->want == PLINT_WANT_RHYTHM ? made(line, "Write %s %s", f->spelling, rhythm_of(text))
		                                       : made(line, "Give the number in digits: %s %s", f->spelling, duration_of(line, text));
	} else {
		bool is_word = f->want == PLINT_WANT_WORD;
		d = plint_slips_report(line->ps, "wrong-value", words, is_word ? "\"%s\" takes one word, \"%s\" are several"
		                                                               : "\"%s\" takes one word; \"%s\" stands in quotes",
		                       f->spelling, text);
		d->help = is_word ? made(line, "Join them with a hyphen: %s %s (its words: planlint explain %s)", f->spelling,
		                         joined(line, words, '-'), f->spelling)
		                  : made(line, "Write %s \"%s\"", f->spelling, text);
	}
}

void plint_slips_tell_words_before_number(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at,
                                          uint32_t number)
{
	struct plint_span value = span_of(line, number), words = {at.start, at.end};
	const char *text = shown(line, words), *bound = bound_of(text);
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		if (f->parts[i].link == PLINT_LINK_NONE || f->parts[i].link == PLINT_LINK_ADJUNCT || f->parts[i].want != PLINT_WANT_REF_OR_TEXT)
			continue;
		const char *link = plint_link_word(f->parts[i].link);
		plint_slips_report(line->ps, "wrong-value", words, "the number comes first, then \"%s\" and the name", link)->help =
		    made(line, "Write %s %s %s %s", f->spelling, shown(line, value), link, text);
		return;
	}
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", words, "\"%s\" takes a number, and \"%s\" stands in front of it",
	                                          f->spelling, text);
	if (bound)
		d->help = made(line, "Write %s %s %s", f->spelling, bound, shown(line, value));
	else if (strcmp(text, "from") == 0)
		d->help = "Say where it starts as the baseline and where it should go as the target: baseline 14%; target 20%";
	else
		d->help = made(line, "Leave the word out: %s %s", f->spelling, shown(line, value));
}

/* The date behind "in", "before" and the like at NODE, or 0. */
static uint32_t date_behind(const struct plint_slip_line *line, uint32_t node)
{
	static const char *const words[] = {"in", "before", "until", "till", "since", "end", "during"};
	uint32_t next = node_at(line, node)->next;
	if (node_at(line, node)->kind != PLINT_NODE_WORD || !next)
		return 0;
	const struct plint_node *n = node_at(line, next);
	bool is_date = n->kind == PLINT_NODE_DATE || (n->kind == PLINT_NODE_AMOUNT && n->flags & PLINT_NODE_YEARLIKE);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_date && strcmp(words[i], shown(line, span_of(line, node))) == 0)
			return next;
	return 0;
}

/* The numbers from NODE on, groups of three with blanks between them, as one with commas. */
static const char *joined_thousands(const struct plint_slip_line *line, uint32_t node)
{
	const char *text = shown(line, span_of(line, node));
	for (uint32_t n = node_at(line, node)->next; n && node_at(line, n)->kind == PLINT_NODE_AMOUNT; n = node_at(line, n)->next)
		text = made(line, "%s,%s", text, shown(line, span_of(line, n)));
	return text;
}

void plint_slips_tell_side_by_side(const struct plint_slip_line *line, const struct plint_field *f, uint32_t left, uint32_t right)
{
	struct plint_span l = span_of(line, left), r = span_of(line, right);
	const struct plint_node *ln = node_at(line, left), *rn = node_at(line, right);
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", r, "%s stands behind %s with nothing between them", quoted(line, r),
	                                          quoted(line, l));
	const char *meant = meant_beside(line, f, left, right);
	if (meant) {
		d->help = made(line, "Write %s", meant);
		return;
	}
	bool is_plain = !ln->child || ln->flags & PLINT_NODE_UNIT_FIRST;
	bool is_thousands = ln->kind == PLINT_NODE_AMOUNT && rn->kind == PLINT_NODE_AMOUNT && is_plain && rn->span.end - rn->span.start >= 3 &&
	                    strspn(plint_parse_text(line->ps, r), "0123456789") == 3;
	bool is_points = ln->kind == PLINT_NODE_AMOUNT && strstr(shown(line, l), "percentage");
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *part = &f->parts[i];
		bool is_date = rn->kind == PLINT_NODE_DATE || rn->flags & PLINT_NODE_YEARLIKE;
		uint32_t date = date_behind(line, right);
		if (date && part->want == PLINT_WANT_DATE) {
			d->help = made(line, "Write %s %s %s", shown(line, l), plint_link_word(part->link), shown(line, span_of(line, date)));
			return;
		}
		bool fits = part->want == PLINT_WANT_DATE ? is_date : rn->kind == PLINT_NODE_WORD || rn->kind == PLINT_NODE_TEXT;
		if (part->link == PLINT_LINK_NONE || part->link == PLINT_LINK_ADJUNCT || !fits)
			continue;
		d->help = made(line, "Write %s %s %s", shown(line, l), plint_link_word(part->link), shown(line, r));
		return;
	}
	if (is_points)
		d->help = made(line, "Write %.*s pp", (int)strspn(shown(line, l), "0123456789.,"), shown(line, l));
	else if (is_thousands)
		d->help = made(line, "If it is one number: %s", joined_thousands(line, left));
	else if (f->is_many)
		d->help = made(line, "Put a comma between the entries of a list: %s, %s", shown(line, l), shown(line, r));
	else
		d->help = "Put a ; or a new line where another fact begins, and put words that belong together into quotes.";
}

void plint_slips_tell_link(const struct plint_slip_line *line, const struct plint_field *f, enum plint_link link, struct plint_span at)
{
	const char *links = "";
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++)
		if (f->parts[i].link && f->parts[i].link != PLINT_LINK_ADJUNCT)
			links = made(line, "%s%s\"%s\"", links, *links ? " and " : "", plint_link_word(f->parts[i].link));
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", at, "\"%s\" takes nothing behind \"%s\"", f->spelling,
	                                          plint_link_word(link));
	bool is_percent = link == PLINT_LINK_PER && strncmp(shown(line, text_behind(line, at)), "cent", 4) == 0;
	if (is_percent)
		d->help = "Put % right behind the number: 20%";
	else if (*links)
		d->help = made(line, "Behind its value, \"%s\" takes %s", f->spelling, links);
	else
		d->help = made(line, "Leave it out, or begin a new line with \"%s\" if that is another fact.", plint_link_word(link));
}

const char *plint_slips_iso(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = span.end - span.start;
	unsigned month = 0, day = 0, quarter = 0;
	int year = 0;
	bool is_end = false, is_mid = false, is_fiscal = false;
	for (uint32_t i = 0; i < len;) {
		uint32_t start = i;
		while (i < len && !strchr(" \t,.-/\"", text[i]))
			i++;
		uint32_t size = i - start;
		const char *word = text + start;
		size_t digits = strspn(word, "0123456789");
		unsigned value = 0;
		for (size_t k = 0; k < digits && k < 5; k++)
			value = value * 10 + (unsigned)(word[k] - '0');
		if (digits == 4 && size == 4 && value >= 1900 && value <= 2199)
			year = (int)value;
		else if (digits > 0 && digits <= 2 && value >= 1 && value <= 31)
			day = value;
		else if (size == 2 && (word[0] == 'Q' || word[0] == 'q') && word[1] >= '1' && word[1] <= '4')
			quarter = (unsigned)(word[1] - '0');
		else if (plint_literal_month(word, size))
			month = plint_literal_month(word, size);
		else if (size == 3 && memcmp(word, "end", 3) == 0)
			is_end = true;
		else if (size == 3 && memcmp(word, "mid", 3) == 0)
			is_mid = true;
		else if (size == 4 && (word[0] | 0x20) == 'f' && (word[1] | 0x20) == 'y' && strspn(word + 2, "0123456789") == 2)
			return made(line, "FY20%.2s", word + 2);
		else if (size == 2 && (word[0] | 0x20) == 'f' && (word[1] | 0x20) == 'y')
			is_fiscal = true;
		i++;
	}
	if (!year)
		return NULL;
	if (is_fiscal)
		return made(line, "FY%d", year);
	if (is_mid && !month)
		return made(line, "%d-06", year);
	if (quarter)
		return made(line, "%d-Q%u", year, quarter);
	if (month && day && day <= plint_date_month_length(year, month))
		return made(line, "%d-%02u-%02u", year, month, day);
	if (month)
		return made(line, "%d-%02u", year, month);
	return is_end ? made(line, "%d-12-31", year) : made(line, "%d", year);
}

/* "2027 à 2029", "2027 until 2029" as a range of ours, or NULL. */
static const char *range_of(const struct plint_slip_line *line, struct plint_span span)
{
	static const char *const words[] = {" à ", " au ", " a ", " al ", " hasta ", " until ", " till ", " through "};
	const char *text = shown(line, span);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(text, words[i]), *behind = at ? at + strlen(words[i]) : "";
		if (at && *text >= '0' && *text <= '9' && *behind >= '0' && *behind <= '9' && !memchr(text, ' ', (size_t)(at - text)))
			return made(line, "%.*s to %s", (int)(at - text), text, behind);
	}
	return NULL;
}

void plint_slips_tell_date(const struct plint_slip_line *line, uint32_t first, bool is_whole)
{
	struct plint_span at = is_whole ? plint_slips_rest(line, span_of(line, first)) : part_from(line, span_of(line, first));
	const char *range = range_of(line, at), *iso = range ? range : plint_slips_iso(line, at);
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", at,
	                                          "%s is no date: a date is a year from 1900 to 2199, with a month and a day if need be",
	                                          quoted(line, at));
	d->help = iso ? made(line, "Write %s", iso) : "Give it as 2027-12-31, 2027-12, 2027-Q4, 2027 or FY2027";
}

void plint_slips_tell_open_mark(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	plint_slips_report(line->ps, "wrong-value", at, "what is still open is written TBD, not \"%s\"", shown(line, at))->help =
	    made(line, "Write %s TBD", f->spelling);
}

void plint_slips_tell_glued(const struct plint_slip_line *line, struct plint_span at)
{
	const char *text = shown(line, at);
	plint_slips_report(line->ps, "wrong-value", at, "the currency and its number stand together without a blank")->help =
	    made(line, "Write %.3s %s", text, text + 3);
}

void plint_slips_tell_field_block(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	enum plint_kind kind = plint_kind_find(f->spelling, (uint32_t)strlen(f->spelling));
	if (kind != PLINT_KIND_NONE) {
		plint_slips_report(line->ps, "wrong-place", at, "%s is described at the top of the plan, not in %s", with_article(line, f->spelling),
		                   with_article(line, plint_kind_word((enum plint_kind)line->parent)))
		    ->help = made(line, "Move this block out, and keep its name here: %s name", f->spelling);
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" is a single fact: no block opens behind it", f->spelling)->help =
	    made(line, "Put the value on the line, without { and }: %s %s", f->spelling, example_of(line, f));
}

void plint_slips_tell_include(const struct plint_slip_line *line, struct plint_span at)
{
	struct plint_span rest = plint_slips_rest(line, at);
	bool is_head = at.start == node_at(line, line->node)->span.start;
	const char *text = shown(line, rest);
	size_t len = strlen(text);
	bool has_end = len > 5 && strcmp(text + len - 5, ".plan") == 0;
	plint_slips_report(line->ps, "wrong-value", at, "include takes the name of one file, in quotes")->help =
	    is_head ? "Put one line for each file: include \"targets.plan\""
	            : made(line, "Write include \"%s%s\"", text, has_end ? "" : ".plan");
}

void plint_slips_tell_said_twice(const struct plint_slip_line *line, const char *what, uint32_t first, bool takes_list)
{
	(void)takes_list;
	struct plint_span head = span_of(line, node_at(line, line->node)->child), before = span_of(line, node_at(line, first)->child);
	bool is_plan = strcmp(what, "plan") == 0;
	struct plint_diag *d = is_plan ? plint_slips_report(line->ps, "said-twice", head,
	                                                    "this is the second plan block of the file; a plan has one")
	                               : plint_slips_report(line->ps, "said-twice", head, "\"%s\" is said twice in this block", what);
	d->help = is_plan ? "Keep one plan block and move the lines of the other into it."
	                  : "Keep the line that holds and take the other one out.";
	d->label = is_plan ? "the second one" : "said again here";
	plint_diag_relate(line->ps->diags, d, before, is_plan ? "the first one" : "said here first");
}
