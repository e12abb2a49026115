/*
 * The words of a plan in French and Spanish: what to write for a line that begins with one of them. The words of the plan language are
 * English whatever the language of its texts. Not for the words of other methods, which are in slips_words.c.
 */
#include <string.h>

#include "base/text.h"
#include "syntax/slips_tools.h"

#define MAX_WORDS 3 /* of a line that are looked at */

struct foreign_word {
	const char *foreign;        /* in the form in which texts are compared */
	const char *ours, *instead; /* a kind or a field; where it may not stand in the block around the line, the second, if there is one */
};

/* Words that are English as well ("mission", "budget", "vision") are no matter for this table. */
static const struct foreign_word foreign_words[] = {
    /* French */
    {"but", "goal", NULL},
    {"objectif", "goal", "objective"},
    {"objectif stratégique", "goal", NULL},
    {"objectif général", "goal", NULL},
    {"objectif spécifique", "objective", NULL},
    {"objectif social", "social goal", NULL},
    {"objectif financier", "financial goal", NULL},
    {"objectif interne", "internal goal", NULL},
    {"but social", "social goal", NULL},
    {"but financier", "financial goal", NULL},
    {"but interne", "internal goal", NULL},
    {"indicateur", "indicator", NULL},
    {"activité", "activity", NULL},
    {"besoin", "need", NULL},
    {"changement", "change", NULL},
    {"produit", "product", NULL},
    {"canal", "channel", NULL},
    {"rôle", "role", NULL},
    {"prime", "incentive", NULL},
    {"politique", "policy", NULL},
    {"force", "strength", NULL},
    {"faiblesse", "weakness", NULL},
    {"opportunité", "opportunity", NULL},
    {"menace", "threat", NULL},
    {"risque", "threat", NULL},
    {"partie prenante", "stakeholder", NULL},
    {"revue", "review", NULL},
    {"langue", "language", NULL},
    {"période", "period", NULL},
    {"monnaie", "currency", NULL},
    {"devise", "currency", NULL},
    {"pays", "country", NULL},
    {"statut", "status", NULL},
    {"valeurs", "values", NULL},
    {"poids", "weight", NULL},
    {"responsable", "owner", NULL},
    {"échéance", "by", NULL},
    {"équipe", "team", NULL},
    {"type", "kind", NULL},
    {"unité", "unit", NULL},
    {"cible", "target", NULL},
    {"jalon", "milestone", NULL},
    {"base", "baseline", NULL},
    {"référence", "baseline", NULL},
    {"ligne de base", "baseline", NULL},
    {"valeur de base", "baseline", NULL},
    {"valeur de référence", "baseline", NULL},
    {"fréquence", "collected", NULL},
    {"ventilé par", "split by", NULL},
    {"pour", "for", NULL},
    {"prix", "price", NULL},
    {"taille", "size", NULL},
    {"hypothèse", "assumes", NULL},
    /* Spanish */
    {"objetivo", "goal", "objective"},
    {"objetivo estratégico", "goal", NULL},
    {"objetivo general", "goal", NULL},
    {"objetivo específico", "objective", NULL},
    {"objetivo social", "social goal", NULL},
    {"objetivo financiero", "financial goal", NULL},
    {"objetivo interno", "internal goal", NULL},
    {"meta", "target", "goal"},
    {"misión", "mission", NULL},
    {"segmento", "segment", NULL},
    {"necesidad", "need", NULL},
    {"cambio", "change", NULL},
    {"producto", "product", NULL},
    {"indicador", "indicator", NULL},
    {"actividad", "activity", NULL},
    {"rol", "role", NULL},
    {"incentivo", "incentive", NULL},
    {"política", "policy", NULL},
    {"fuente", "source", NULL},
    {"fortaleza", "strength", NULL},
    {"debilidad", "weakness", NULL},
    {"oportunidad", "opportunity", NULL},
    {"amenaza", "threat", NULL},
    {"riesgo", "threat", NULL},
    {"tensión", "tension", NULL},
    {"parte interesada", "stakeholder", NULL},
    {"revisión", "review", NULL},
    {"idioma", "language", NULL},
    {"período", "period", NULL},
    {"periodo", "period", NULL},
    {"moneda", "currency", NULL},
    {"país", "country", NULL},
    {"organización", "organisation", NULL},
    {"estado", "status", NULL},
    {"visión", "vision", NULL},
    {"valores", "values", NULL},
    {"presupuesto", "budget", NULL},
    {"dimensión", "dimension", NULL},
    {"peso", "weight", NULL},
    {"plazo", "by", NULL},
    {"fecha límite", "by", NULL},
    {"equipo", "team", NULL},
    {"tipo", "kind", NULL},
    {"unidad", "unit", NULL},
    {"hito", "milestone", NULL},
    {"línea de base", "baseline", NULL},
    {"línea base", "baseline", NULL},
    {"frecuencia", "collected", NULL},
    {"desglosado por", "split by", NULL},
    {"para", "for", NULL},
    {"precio", "price", NULL},
    {"tamaño", "size", NULL},
    {"supuesto", "assumes", NULL},
};

/* Kind that WORDS ("goal", "social goal") name, or PLINT_KIND_NONE. */
static enum plint_kind kind_of(const char *words)
{
	const char *blank = strchr(words, ' ');
	const char *word = blank ? blank + 1 : words;
	return plint_kind_find(word, (uint32_t)strlen(word));
}

/* Whether a line of the block around LINE may begin with WORDS. */
static bool may_begin(const struct plint_slip_line *line, const char *words)
{
	enum plint_kind kind = kind_of(words);
	return plint_slips_is_field(line, words) ||
	       (kind != PLINT_KIND_NONE && (plint_kind_info(kind)->places & plint_place_in(line->parent)) != 0);
}

/* The entry for the words at SPAN, or NULL. */
static const struct foreign_word *find(const struct plint_slip_line *line, struct plint_span span)
{
	size_t len;
	const char *text = plint_text_comparable(line->ps->diags->arena, plint_parse_text(line->ps, span), span.end - span.start, &len);
	for (size_t i = 0; i < sizeof foreign_words / sizeof *foreign_words; i++)
		if (strlen(foreign_words[i].foreign) == len && memcmp(foreign_words[i].foreign, text, len) == 0)
			return &foreign_words[i];
	return NULL;
}

const char *plint_slips_foreign(const struct plint_slip_line *line, struct plint_span *span)
{
	struct plint_span ends[MAX_WORDS];
	unsigned count = 0;
	uint32_t n = node_at(line, line->node)->child;
	struct plint_span words = span_of(line, n);
	if (words.end - words.start > 40)
		return NULL;
	for (; n && count < MAX_WORDS && node_at(line, n)->kind == PLINT_NODE_WORD && !node_at(line, n)->link; n = node_at(line, n)->next) {
		words.end = span_of(line, n).end;
		ends[count++] = words;
	}
	while (count-- > 0) {
		const struct foreign_word *w = ends[count].end - ends[count].start > 60 ? NULL : find(line, ends[count]);
		const char *ours = !w ? NULL : may_begin(line, w->ours) ? w->ours : w->instead && may_begin(line, w->instead) ? w->instead : NULL;
		if (ours) {
			*span = ends[count];
			return ours;
		}
	}
	return NULL;
}
