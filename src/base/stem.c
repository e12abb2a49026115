/*
 * Stems: the cover over libstemmer that text.h declares. libstemmer's own entrance (sb_stemmer_new) drags in every language and with
 * them 32,000 relocations at each start, so the languages that are needed are called directly. Their functions and the head
 * of SN_env are the library's inner interface (runtime/api.h), which is not installed; they are the same in all releases from
 * 1.0 to 2.2. Only the static library has them.
 */
#include "base/text.h"

#include <string.h>

struct SN_env {
	unsigned char *p; /* the word */
	int c, l;         /* cursor; length of the word */
	/* more follows; only the library makes these */
};

#define LANGUAGES(X) X(en, english) X(fr, french) X(es, spanish) X(ar, arabic) X(pt, portuguese)

#define DECLARE(code, name)                                      \
	extern struct SN_env *name##_UTF_8_create_env(void);     \
	extern void name##_UTF_8_close_env(struct SN_env *z);    \
	extern int name##_UTF_8_stem(struct SN_env *z);
LANGUAGES(DECLARE)
#undef DECLARE
extern int SN_set_current(struct SN_env *z, int size, const unsigned char *s);

struct stemmer_language {
	char code[4];
	struct SN_env *(*create)(void);
	void (*close)(struct SN_env *z);
	int (*stem)(struct SN_env *z);
};

static const struct stemmer_language languages[] = {
#define ENTRY(code, name) {#code, name##_UTF_8_create_env, name##_UTF_8_close_env, name##_UTF_8_stem},
    LANGUAGES(ENTRY)
#undef ENTRY
};

#define MAX_STEM_BYTES 256

struct plint_stemmer {
	const struct stemmer_language *language;
	struct SN_env *env;
	struct plint_arena *arena;
	struct plint_arena_owned *owned; /* env */
};

static const struct stemmer_language *find_language(const char *code)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strcmp(languages[i].code, code) == 0)
			return &languages[i];
	return NULL;
}

bool plint_stemmer_is_known(const char *language)
{
	return find_language(language) != NULL;
}

static void release(void *object)
{
	struct plint_stemmer *s = object;
	if (s->env)
		s->language->close(s->env);
}

struct plint_stemmer *plint_stemmer_new(struct plint_arena *arena, const char *language)
{
	const struct stemmer_language *l = find_language(language);
	if (!l)
		return NULL;
	struct plint_stemmer *s = plint_arena_calloc(arena, 1, sizeof *s);
	s->language = l;
	s->arena = arena;
	s->owned = plint_arena_own(arena, release, s);
	s->env = l->create();
	if (!s->env)
		plint_arena_fail(arena, "out of memory");
	return s;
}

void plint_stemmer_free(struct plint_stemmer *s)
{
	if (s)
		plint_arena_disown(s->owned);
}

const char *plint_stemmer_stem(struct plint_stemmer *s, const char *word, size_t len, size_t *out_len)
{
	*out_len = len;
	if (!s || len == 0 || len > MAX_STEM_BYTES)
		return word;
	if (SN_set_current(s->env, (int)len, (const unsigned char *)word) < 0 || s->language->stem(s->env) < 0) {
		plint_arena_fail(s->arena, "out of memory");
	}
	*out_len = (size_t)s->env->l;
	return (const char *)s->env->p;
}
