// Nothing to call: this target is linked into the program for what arguments.c takes the place of.
#pragma once
