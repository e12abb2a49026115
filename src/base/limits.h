/* The limits that a user can meet, as constants of type int: see limits.def. */
#ifndef PLINT_BASE_LIMITS_H
#define PLINT_BASE_LIMITS_H

enum plint_limits {
#define LIMIT(name, value, unit, what) PLINT_MAX_##name = (value),
#define LEAST(name, value, what) PLINT_MIN_##name = (value),
#include "base/limits.def"
};

#endif
