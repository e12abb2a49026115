/*
 * The expression language of rules: shape only. What names mean and whether types fit is check.c's; each action makes one piece of the
 * tree (tree.h).
 */
%require "3.8"
%define api.pure full
%define api.prefix {plint_expr_}
%define api.token.prefix {XT_}
%define api.token.raw
%define api.location.type {struct plint_span}
%define lr.type ielr
%define parse.lac full
%define parse.error custom
%locations
%header
%expect 0
%param {struct plint_tree_parse *ps}
%union {
	struct plint_tree *tree;
	struct plint_tree_word word;
	enum plint_xop op;
}

%code requires {
#include "expr/tree.h"
}

%code provides {
int plint_expr_lex(PLINT_EXPR_STYPE *lval, PLINT_EXPR_LTYPE *lloc, struct plint_tree_parse *ps);
}

%code {
/* An empty rule stands at the end of what precedes it; leading empty symbols do not pull a span back. */
#define YYLLOC_DEFAULT(current, rhs, n) ((current) = plint_tree_span((rhs), (n)))

static struct plint_span plint_tree_span(const struct plint_span *rhs, int n)
{
	if (n == 0)
		return (struct plint_span){rhs[0].end, rhs[0].end};
	int first = 1;
	while (first < n && rhs[first].start == rhs[first].end)
		first++;
	return (struct plint_span){rhs[first].start, rhs[n].end};
}

static void yyerror(struct plint_span *at, struct plint_tree_parse *ps, const char *message)
{
	(void)message;
	plint_tree_fail(ps, at->start, at->end, NULL, "the expression is nested too deep");
}

/* Enough for nearly all; what grows past it ends at the limit, which what may be read (brackets are the scanner's) does not reach. */
#define YYINITDEPTH 120
#define YYMAXDEPTH 800
}

%initial-action { @$ = (struct plint_span){0, 0}; }

%token START_EXPR "the expression" START_SUBJECT "the subject"
%token <word> NAME "a name" TEXT "a text"
%token <tree> NUMBER "a number" DATE "a date"
%token PERCENT "%" LPAREN "(" RPAREN ")" COMMA "," DOT "."
%token PLUS "+" MINUS "-" STAR "*" SLASH "/"
%token EQUAL "=" DIFFERS "!=" LESS "<" LEAST "<=" MORE ">" MOST ">="
%token AND "and" OR "or" NOT "not" SOME "some" EVERY "every" NO "no" THOSE "those"
%token HAS "has" IN "in" WHERE "where" FOR "for" IS "is" BETWEEN "between" MATCHES "matches"
%token WITHIN "within" CONTAINS "contains" BEFORE "before" MENTIONS "mentions" STARTS "starts" WITH "with"
%token UNION "union" COMMON "common" WITHOUT "without"
%token COUNT "count" SUM "sum" MIN "min" MAX "max" AVERAGE "average"

%precedence QUANT
%left OR
%left AND
%precedence NOT
%left UNION COMMON WITHOUT
%left PLUS MINUS
%left STAR SLASH
%precedence DOT

%type <tree> expr each test value literal fold args arg members
%type <op> quantifier compare folding

%printer { fprintf(yyo, "%.*s", (int)$$.len, $$.text); } <word>
%printer { fprintf(yyo, "%u-%u", $$->start, $$->end); } <tree>
%printer { fprintf(yyo, "%d", (int)$$); } <op>

%%

start:
	START_EXPR expr                 { ps->root = $expr; }
|	START_SUBJECT each              { ps->root = $each; }
;

expr:
	test
|	expr[left] OR expr[right]       { $$ = plint_tree_chain(ps, PLINT_TREE_OR, @$, $left, $right); }
|	expr[left] AND expr[right]      { $$ = plint_tree_chain(ps, PLINT_TREE_AND, @$, $left, $right); }
|	NOT expr[inner]                 { $$ = plint_tree_not(ps, @$, $inner); }
|	quantifier each HAS expr[body] %prec QUANT
		{ $$ = plint_tree_over(ps, PLINT_TREE_QUANT, $quantifier, @$, $each, $body); }
|	THOSE each %prec QUANT          { $$ = plint_tree_over(ps, PLINT_TREE_THOSE, PLINT_X_THOSE, @$, $each, NULL); }
;

quantifier:
	SOME                            { $$ = PLINT_X_SOME; }
|	EVERY                           { $$ = PLINT_X_EVERY; }
|	NO                              { $$ = PLINT_X_NO; }
;

each:
	NAME IN value                   { $$ = plint_tree_each(ps, @$, $NAME, @NAME, $value, NULL); }
|	NAME IN value WHERE expr %prec QUANT
		{ $$ = plint_tree_each(ps, @$, $NAME, @NAME, $value, $expr); }
;

test:
	value
|	value[left] compare value[right]  { $$ = plint_tree_pair(ps, PLINT_TREE_TEST, $compare, @$, $left, $right); }
|	value[left] NOT IN value[right]
		{ $$ = plint_tree_not(ps, @$, plint_tree_pair(ps, PLINT_TREE_TEST, PLINT_X_IN, @$, $left, $right)); }
|	value[left] BETWEEN value[low] AND value[high]
		{ $$ = plint_tree_between(ps, @$, $left, $low, $high); }
|	value[left] MATCHES TEXT        { $$ = plint_tree_named(ps, PLINT_TREE_MATCHES, @$, $left, $TEXT, @TEXT); }
|	value[left] IS NAME             { $$ = plint_tree_named(ps, PLINT_TREE_IS, @$, $left, $NAME, @NAME); }
|	value[left] IS NOT NAME
		{ $$ = plint_tree_not(ps, @$, plint_tree_named(ps, PLINT_TREE_IS, @$, $left, $NAME, @NAME)); }
;

compare:
	EQUAL                           { $$ = PLINT_X_EQUAL; }
|	DIFFERS                         { $$ = PLINT_X_DIFFERS; }
|	LESS                            { $$ = PLINT_X_LESS; }
|	LEAST                           { $$ = PLINT_X_LEAST; }
|	MORE                            { $$ = PLINT_X_MORE; }
|	MOST                            { $$ = PLINT_X_MOST; }
|	WITHIN                          { $$ = PLINT_X_WITHIN; }
|	CONTAINS                        { $$ = PLINT_X_CONTAINS; }
|	BEFORE                          { $$ = PLINT_X_BEFORE; }
|	MENTIONS                        { $$ = PLINT_X_MENTIONS; }
|	STARTS WITH                     { $$ = PLINT_X_STARTS; }
|	IN                              { $$ = PLINT_X_IN; }
;

value:
	literal
|	NAME                            { $$ = plint_tree_leaf(ps, PLINT_TREE_NAME, @$, $NAME); }
|	value[of] DOT NAME              { $$ = plint_tree_named(ps, PLINT_TREE_DOT, @$, $of, $NAME, @NAME); }
|	NAME LPAREN args RPAREN         { $$ = plint_tree_named(ps, PLINT_TREE_CALL, @$, $args, $NAME, @NAME); }
|	fold
|	LPAREN expr RPAREN              { $$ = plint_tree_group($expr, @$); }
|	LPAREN value[first] COMMA members RPAREN
		{ $$ = plint_tree_pair(ps, PLINT_TREE_TUPLE, PLINT_X_TUPLE, @$, plint_tree_list($first, $members), NULL); }
|	value[left] STAR value[right]   { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_MUL, @$, $left, $right); }
|	value[left] SLASH value[right]  { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_DIV, @$, $left, $right); }
|	value[left] PLUS value[right]   { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_ADD, @$, $left, $right); }
|	value[left] MINUS value[right]  { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_SUB, @$, $left, $right); }
|	value[left] UNION value[right]  { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_UNION, @$, $left, $right); }
|	value[left] COMMON value[right] { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_COMMON, @$, $left, $right); }
|	value[left] WITHOUT value[right] { $$ = plint_tree_pair(ps, PLINT_TREE_OPERATOR, PLINT_X_WITHOUT, @$, $left, $right); }
;

members:
	value
|	members[list] COMMA value       { $$ = plint_tree_list($list, $value); }
;

literal:
	NUMBER                          { $$ = $NUMBER; }
|	NUMBER PERCENT                  { $$ = plint_tree_unit(ps, $NUMBER, @$, (struct plint_tree_word){"percent", 7}); }
|	NUMBER NAME                     { $$ = plint_tree_unit(ps, $NUMBER, @$, $NAME); }
|	DATE                            { $$ = $DATE; }
|	TEXT                            { $$ = plint_tree_leaf(ps, PLINT_TREE_TEXT, @$, $TEXT); }
;

fold:
	folding LPAREN value RPAREN     { $$ = plint_tree_pair(ps, PLINT_TREE_FOLD, $folding, @$, $value, NULL); }
|	folding LPAREN each RPAREN      { $$ = plint_tree_over(ps, PLINT_TREE_FOLD, $folding, @$, $each, NULL); }
|	folding LPAREN value FOR each RPAREN
		{ $$ = plint_tree_over(ps, PLINT_TREE_FOLD, $folding, @$, $each, $value); }
;

folding:
	COUNT                           { $$ = PLINT_X_COUNT; }
|	SUM                             { $$ = PLINT_X_SUM; }
|	MIN                             { $$ = PLINT_X_MIN; }
|	MAX                             { $$ = PLINT_X_MAX; }
|	AVERAGE                         { $$ = PLINT_X_AVERAGE; }
;

args:
	arg
|	args[list] COMMA arg            { $$ = plint_tree_list($list, $arg); }
;

arg:
	expr
|	DOT NAME                        { $$ = plint_tree_leaf(ps, PLINT_TREE_FIELD, @$, $NAME); }
;

%%

static int yyreport_syntax_error(const yypcontext_t *context, struct plint_tree_parse *ps)
{
	yysymbol_kind_t expected[YYNTOKENS];
	const char *names[YYNTOKENS];
	int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
	if (count < 0)
		return count;
	for (int i = 0; i < count; i++)
		names[i] = yysymbol_name(expected[i]);
	yysymbol_kind_t token = yypcontext_token(context);
	plint_tree_syntax_error(ps, *yypcontext_location(context), token == YYSYMBOL_YYEOF ? NULL : yysymbol_name(token), names,
	                        (unsigned)count);
	return 0;
}
