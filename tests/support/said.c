/* See said.h. */
#include "support/said.h"

static unsigned line_of(const struct plint_checked *k, struct plint_span span)
{
	return (unsigned)plint_source_place(k->source, span.start).line1;
}

/* WITH_HELP: the advice differs from finding to finding. */
static void say_finding(const struct plint_checked *k, const struct plint_diag *d, bool with_help, struct plint_buf *out)
{
	plint_buf_printf(out, "    %u: %s\n", line_of(k, d->span), d->message);
	if (d->label && *d->label)
		plint_buf_printf(out, "        here: %s\n", d->label);
	for (uint32_t i = 0; i < d->related_count; i++)
		plint_buf_printf(out, "        %u: %s\n", line_of(k, d->related[i].span), d->related[i].text);
	if (d->related_more > 0)
		plint_buf_printf(out, "        and %u more\n", (unsigned)d->related_more);
	if (d->help && with_help)
		plint_buf_printf(out, "        try: %s\n", d->help);
	for (uint32_t i = 0; i < d->fix_count; i++)
		plint_buf_printf(out, "        fix: %s\n", d->fixes[i].title);
}

void said_of_examples(struct checking *c, const struct plint_pack *pack, uint32_t rule, struct plint_buf *out)
{
	static const char *const path = "example.plan";
	const struct plint_rule *r = &pack->rules[rule];
	const char *id = plint_pack_text(pack, r->id);
	bool with_help = strchr(plint_pack_text(pack, r->texts[PLINT_TEXT_TRY].text), '{') != NULL;
	for (uint32_t i = 0; i < r->example_count; i++) {
		const struct plint_example *e = &pack->examples[r->first_example + i];
		const char *text = plint_pack_text(pack, e->text);
		if (!e->is_flags)
			continue;
		const struct plint_checked *k = checking_texts(c, &path, &text, 1, true);
		plint_buf_printf(out, "%s %u\n", id, (unsigned)i + 1);
		for (uint32_t n = 0; n < k->diags->items.count; n++)
			if (strcmp(k->diags->items.items[n].rule, id) == 0)
				say_finding(k, &k->diags->items.items[n], with_help, out);
	}
}
