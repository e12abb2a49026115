/*
 * Grammar of the plan language. It knows shapes only: what a line is, kind or field, the table of kinds says (classify.c).
 * Ends of lines, braces that lack or are too many, units and currencies come settled from the scanner (tokens.c).
 * Mistakes with a shape of their own are ordinary productions ("and" in a list, "to" in a between); slips.c has the words for them.
 */
%require "3.8"
%define api.pure full
%define api.prefix {plint_plan_}
%define api.token.prefix {PT_}
%define api.token.raw
%define api.location.type {struct plint_span}
%define lr.type ielr
%define parse.lac full
%define parse.error custom
%locations
%header
%expect 0
%param {struct plint_parse *ps}

%code requires {
#include "syntax/ast_build.h"
}

%union {
	uint32_t node;
	uint32_t atom;
	double scale;
	enum plint_link link;
	struct plint_nodes list;
}

%code provides {
/* The next token for the parser: tokens.c. */
int plint_plan_lex(union PLINT_PLAN_STYPE *value, struct plint_span *at, struct plint_parse *ps);
/* The next token of the text as it stands there, put together by flex from grammar/plan.l. */
int plint_plan_scan(struct plint_token *token, struct plint_parse *ps);
}

%code {
#define YYINITDEPTH 1000 /* deeper than the nesting limit can lead, so the stack never grows */
/* Only the list of statements may be empty, and no rule but that of the file begins with it, so nothing pulls a place back. An empty list
 * stands at the end of what is before it. */
#define YYLLOC_DEFAULT(whole, parts, count)                            \
	((whole).end = YYRHSLOC(parts, count).end,                     \
	 (whole).start = (count) ? YYRHSLOC(parts, 1).start : (whole).end)

static void plint_plan_error(struct plint_span *at, struct plint_parse *ps, const char *message)
{
	(void)at;
	(void)message; /* only "memory exhausted" comes here */
	plint_arena_fail(ps->ast->arena, "out of memory");
}
}

%initial-action { @$ = plint_parse_span(ps, 0, 0); }

%token END "the end of the line"
%token LBRACE "{" RBRACE "}" COMMA ","
%token <link> LINK "by, on, of, as, per, for or with" TO "to"
%token AT "at" LEAST "least" MOST "most" GE "≥" LE "≤" EXACTLY "exactly" BETWEEN "between" AND "and" EVERY "every"
%token <node> WORD "a word" TEXT "a text in quotes" NUMBER "a number" DATE "a date" BLANK "TBD"
%token <atom> UNIT "a unit" CURRENCY "a currency"
%token <scale> SCALE "million"
%token SIGN "a sign" DASH "–" HYPHEN "-" RELATION ">" COLON ":"

%type <node> statement line bad value quantity number bound rhythm
%type <list> statements values

%printer { fprintf(yyo, "node %u", (unsigned)$$); } <node>
%printer { fprintf(yyo, "atom %u", (unsigned)$$); } <atom>
%printer { fprintf(yyo, "%g", $$); } <scale>
%printer { fprintf(yyo, "%s", plint_link_word($$)); } <link>
%printer { fprintf(yyo, "nodes %u to %u", (unsigned)$$.first, (unsigned)$$.last); } <list>

%%

file: statements[list]                      { plint_build_file(ps, $list); } ;

statements:
  %empty                                    { $$ = (struct plint_nodes){0, 0}; }
| statements[list] statement                { $$ = plint_build_add(ps, $list, $statement); }
;

statement:
  line END                                  { $$ = $line; }
| line open statements[list] RBRACE[close]  { $$ = plint_build_block(ps, $line, $list, @open, @close); }
| error END                                 { yyerrok; $$ = plint_build_error(ps, @error); }
| bad statements[list] RBRACE[close]        { $$ = plint_build_block(ps, $bad, $list, @bad, @close); }
;

open: LBRACE ;

/* A header that could not be read. The brace has been consumed, so errors inside are told again. */
bad: error open                             { yyerrok; $$ = plint_build_error(ps, @error); @$ = @open; } ;

line:
  WORD[head]                                { $$ = plint_build_line(ps, $head, (struct plint_nodes){0, 0}, @$); }
| WORD[head] values                         { $$ = plint_build_line(ps, $head, $values, @$); }
| WORD[head] LINK values                    { $$ = plint_build_line(ps, $head, plint_build_linked(ps, $LINK, $values), @$); }
| WORD[head] TO values                      { $$ = plint_build_line(ps, $head, plint_build_linked(ps, $TO, $values), @$); }
;

/* The values of a line, in one flat list. A comma begins an entry, a link or nothing at all goes on with one. Which values may stand side
 * by side (names and a title, a word and its bound) depends on the field, so that is classify.c's to judge. */
values:
  value                                     { $$ = plint_build_entry(ps, $value); }
| values[list] value                        { $$ = plint_build_add(ps, $list, $value); }
| values[list] COMMA value                  { $$ = plint_build_add(ps, $list, plint_build_entry(ps, $value).first); }
| values[list] AND value                    { plint_build_fault(ps, PLINT_FAULT_AND, @AND);
                                              $$ = plint_build_add(ps, $list, plint_build_entry(ps, $value).first); }
| values[list] LINK value                   { $$ = plint_build_add(ps, $list, plint_build_link(ps, $LINK, $value)); }
| values[list] TO value                     { $$ = plint_build_add(ps, $list, plint_build_link(ps, $TO, $value)); }
;

value: WORD | TEXT | DATE | quantity | bound | rhythm ;

quantity:
  number
| number UNIT                               { $$ = plint_build_amount(ps, $number, $UNIT, @$); }
| CURRENCY number                           { $$ = plint_build_currency(ps, $CURRENCY, $number, @$); }
;

number:
  NUMBER
| BLANK
| NUMBER[count] SCALE                       { $$ = plint_build_scaled(ps, $count, $SCALE, @$); }
| BLANK[count] SCALE                        { $$ = plint_build_scaled(ps, $count, $SCALE, @$); }
;

bound:
  AT LEAST quantity                         { $$ = plint_build_bound(ps, PLINT_BOUND_LEAST, $quantity, 0, @$); }
| AT MOST quantity                          { $$ = plint_build_bound(ps, PLINT_BOUND_MOST, $quantity, 0, @$); }
| GE quantity                               { $$ = plint_build_bound(ps, PLINT_BOUND_LEAST, $quantity, 0, @$); }
| LE quantity                               { $$ = plint_build_bound(ps, PLINT_BOUND_MOST, $quantity, 0, @$); }
| EXACTLY quantity                          { $$ = plint_build_bound(ps, PLINT_BOUND_EXACTLY, $quantity, 0, @$); }
| BETWEEN quantity[low] AND quantity[high]  { $$ = plint_build_bound(ps, PLINT_BOUND_BETWEEN, $low, $high, @$); }
| BETWEEN quantity[low] TO quantity[high]   { plint_build_fault(ps, PLINT_FAULT_BETWEEN_TO, @TO);
                                              $$ = plint_build_bound(ps, PLINT_BOUND_BETWEEN, $low, $high, @$); }
;

rhythm:
  EVERY UNIT                                { $$ = plint_build_rhythm(ps, 0, $UNIT, @$); }
| EVERY NUMBER UNIT                         { $$ = plint_build_rhythm(ps, $NUMBER, $UNIT, @$); }
;

%%

/* The words are slips.c's. Here is only what was found, what stood before it, and what could have come (up to the few that a sentence
 * can hold). */
static int yyreport_syntax_error(const yypcontext_t *context, struct plint_parse *ps)
{
	yysymbol_kind_t wanted[YYNTOKENS];
	/* Asking is dear, so not for lines past those that can be shown. */
	bool is_asked = ps->faults.count < PLINT_MAX_DIAGS_FILE;
	int count = is_asked ? yypcontext_expected_tokens(context, wanted, YYNTOKENS) : 0;
	if (count < 0)
		return count;
	struct plint_fault *f = plint_build_fault(ps, PLINT_FAULT_LINE, *yypcontext_location(context));
	f->found = (uint8_t)yypcontext_token(context);
	f->prev = (uint8_t)ps->before;
	f->prev_span = ps->before_span;
	if (count <= PLINT_MAX_WANTED)
		for (int i = 0; i < count; i++)
			f->wanted[f->wanted_count++] = yysymbol_name(wanted[i]);
	return 0;
}
