/* The functions of every format, declared from the table. Inside src/output only. */
#ifndef PLINT_OUTPUT_FORMATS_H
#define PLINT_OUTPUT_FORMATS_H

#include "output/output.h"

#define PLINT_FORMAT(name, ops, is_machine) extern const struct plint_output_ops ops;
#include "output/formats.def"
#undef PLINT_FORMAT

#endif
