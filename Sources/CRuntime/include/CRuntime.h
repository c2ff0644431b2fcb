// Nothing to call: this target is linked into the program for the parts of Swift's runtime that it takes the place of.
#pragma once
