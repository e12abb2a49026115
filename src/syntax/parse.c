/* From text to tree: see parse.h. Also the look at the bytes of a file before it is scanned. */
#include "syntax/parse.h"

#include <string.h>

#include "plan.tab.h"
#include "base/text.h"
#include "syntax/classify.h"
#include "syntax/directive.h"
#include "syntax/slips.h"
#include "syntax/tokens.h"

/* --- bytes -------------------------------------------------------------------------------------------------------- */

/* What is wrong with the bytes of a file: the first place of each sort, and how many there are. */
struct bad_bytes {
	uint32_t ill_formed, nuls, bidi, marks;
	uint32_t first_ill_formed, first_nul, first_bidi, first_mark;
	int32_t bidi_cp;
};

static uint32_t note_place(uint32_t *count, uint32_t *first, uint32_t at)
{
	if ((*count)++ == 0)
		*first = at;
	return 1;
}

/* Offset of the next byte from AT on that is NUL or not ASCII; eight at a time. */
static uint32_t skip_plain(const char *text, uint32_t len, uint32_t at)
{
	const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
	for (; at + 8 <= len; at += 8) {
		uint64_t word;
		memcpy(&word, text + at, 8);
		if (((word - ones) | word) & high) /* a byte of 0 or of 0x80 and more */
			break;
	}
	while (at < len && text[at] != '\0' && (unsigned char)text[at] < 0x80)
		at++;
	return at;
}

/* Whether the U+FEFF at AT is a byte-order mark that came in with another file: at the head of a line, or behind the mark of this one. In a
 * line it is only a sign without width. */
static bool is_stray_mark(const char *text, uint32_t at)
{
	return at > 0 && (text[at - 1] == '\n' || text[at - 1] == '\r' || (at == 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0));
}

static void look_at_bytes(const char *text, uint32_t len, struct bad_bytes *bad)
{
	for (uint32_t at = skip_plain(text, len, 0); at < len; at = skip_plain(text, len, at)) {
		uint32_t size = 1;
		if (text[at] == '\0') {
			at += note_place(&bad->nuls, &bad->first_nul, at);
			continue;
		}
		int32_t cp = plint_text_decode(text + at, len - at, &size);
		if (cp < 0)
			note_place(&bad->ill_formed, &bad->first_ill_formed, at);
		else if (plint_text_is_bidi_control(cp) && note_place(&bad->bidi, &bad->first_bidi, at) && bad->bidi == 1)
			bad->bidi_cp = cp;
		else if (cp == 0xFEFF && is_stray_mark(text, at))
			note_place(&bad->marks, &bad->first_mark, at);
		at += size;
	}
}

static const char *and_more(struct plint_parse *ps, uint32_t count)
{
	return count > 1 ? plint_arena_printf(ps->diags->arena, ", and %u more places", count - 1) : "";
}

static void tell_bad_bytes(struct plint_parse *ps, const struct bad_bytes *bad)
{
	if (bad->ill_formed) {
		unsigned byte = (unsigned char)ps->text[bad->first_ill_formed];
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, bad->first_ill_formed, 1), "the byte %02X is not UTF-8%s", byte,
		                   and_more(ps, bad->ill_formed))
		    ->help = "Save the file again as plain text with the encoding UTF-8 (Unicode).";
	}
	if (bad->nuls)
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, bad->first_nul, 1), "a NUL byte stands in the text%s", and_more(ps, bad->nuls))
		    ->help = "Delete it, or save the file again as plain text with the encoding UTF-8.";
	if (bad->bidi)
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, bad->first_bidi, 3),
		                   "an invisible character (U+%04X) turns the direction of the text around%s", (unsigned)bad->bidi_cp,
		                   and_more(ps, bad->bidi))
		    ->help = "Delete the words around it and type them again; right-to-left scripts need no such character.";
	if (bad->marks)
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, bad->first_mark, 3), "an invisible mark of the encoding (U+FEFF) stands in the file%s",
		                   and_more(ps, bad->marks))
		    ->help = "It belongs at the very head of a file only, and comes in where files are joined. Delete the line and type it again.";
}

/* What the file is, where its first bytes are those of a program's own format; else NULL. */
static const char *foreign_format(const struct plint_parse *ps)
{
	static const struct {
		const char *bytes, *what;
	} formats[] = {{"PK\3\4", "a Word or Excel file"},
	               {"\xD0\xCF\x11\xE0", "a Word or Excel file"},
	               {"{\\rtf", "a Word file"},
	               {"%PDF", "a PDF"}};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		size_t size = strlen(formats[i].bytes);
		if (ps->len >= size && memcmp(ps->text, formats[i].bytes, size) == 0)
			return formats[i].what;
	}
	return NULL;
}

/* UTF-16 and the like: nothing in the file can be read. */
static bool is_other_encoding(const struct plint_parse *ps)
{
	static const char *const marks[] = {"\xFF\xFE", "\xFE\xFF"};
	for (size_t i = 0; i < 2; i++)
		if (ps->len >= 2 && memcmp(ps->text, marks[i], 2) == 0)
			return true;
	/* Latin letters in UTF-16 without a mark: every other byte is NUL. */
	const char *t = ps->text;
	bool is_little = ps->len >= 8 && t[0] && !t[1] && !t[3] && !t[5];
	bool is_big = ps->len >= 8 && !t[0] && t[1] && !t[2] && !t[4];
	return is_little || is_big;
}

/* --- parsing ------------------------------------------------------------------------------------------------------ */

/* Room for the tree of a usual plan of LEN bytes, so that its nodes do not move while they become more. */
static void reserve(struct plint_parse *ps)
{
	plint_vec_need(&ps->ast->nodes, ps->ast->arena, ps->len / 8 + 64);
	plint_vec_need(&ps->ast->texts, ps->ast->arena, ps->len / 200 + 16);
}

/* The whole file is one line that cannot be read. */
static void leave_unread(struct plint_parse *ps)
{
	uint32_t error = plint_build_error(ps, plint_parse_span(ps, 0, ps->len));
	plint_build_file(ps, (struct plint_nodes){error, error});
}

/* FORMAT: what the file is, or NULL for a text in another encoding. */
static void give_up(struct plint_parse *ps, const char *format)
{
	if (format)
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, 0, 1), "this is %s, not plain text", format)->help =
		    "Save it as plain text with the encoding UTF-8 (Unicode), or copy its words into a new file of plain text.";
	else
		plint_slips_report(ps, "bad-text", plint_parse_span(ps, 0, 1), "this file is not in UTF-8")->help =
		    "Save it again as plain text with the encoding UTF-8 (Unicode), not UTF-16.";
	leave_unread(ps);
}

uint32_t plint_parse_file(struct plint_ast *t, uint32_t file, struct plint_diags *diags)
{
	const struct plint_file *f = &t->source->files.items[file];
	struct plint_parse *ps = t->parse ? t->parse : plint_arena_alloc(t->arena, sizeof *ps);
	struct bad_bytes bad = {0};
	uint32_t first_comment = t->comments.count;
	*ps = (struct plint_parse){.ast = t};
	t->parse = ps;
	ps->diags = diags;
	ps->file = f;
	ps->text = f->text;
	ps->len = f->len;
	ps->base = f->base;
	ps->line_start = f->bom_len;
	ps->braces_line = UINT32_MAX;
	ps->prev = ps->before = PT_END;
	reserve(ps);
	ps->file_node = plint_build_node(ps, PLINT_NODE_FILE, plint_parse_span(ps, 0, ps->len));
	plint_vec_push(&t->roots, t->arena, ps->file_node);
	if (f->is_unread) {
		leave_unread(ps);
		return ps->file_node;
	}
	const char *format = foreign_format(ps);
	if (format || is_other_encoding(ps)) {
		give_up(ps, format);
		return ps->file_node;
	}
	look_at_bytes(ps->text, ps->len, &bad);
	ps->is_dirty = bad.ill_formed || bad.nuls;
	tell_bad_bytes(ps, &bad);
	plint_token_begin(ps);
	if (plint_plan_parse(ps) != 0)
		plint_arena_fail(t->arena, "out of memory");
	plint_classify_file(ps);
	plint_directive_read(ps, first_comment);
	return ps->file_node;
}
