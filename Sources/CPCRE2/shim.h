// PCRE2 for UTF-8, and a match that costs no more than a budget, see pcre2api(3) and pcre2callout(3).

#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <time.h>

/// What is left for the matches in one subject.
///
/// PCRE2's own match limit is not enough: it starts anew at each place of the subject, and does not count what a
/// possessive loop passes over.
struct pcre2_budget {
    int64_t steps;
    /// Of the thread's processor time: for what takes long between two steps.
    int64_t nanoseconds;
    /// When a match that has had its first look at the clock will have spent them; 0 before.
    int64_t deadline;
    PCRE2_SIZE position;
};

/// So many bytes passed over count as a step.
#define PCRE2_BUDGET_BYTES_PER_STEP 16
/// After so many calls the clock is looked at, which takes about ten of them.
#define PCRE2_BUDGET_CALLS_PER_LOOK 1024

/// The thread's processor time in nanoseconds; 0 where there is no such clock.
static inline int64_t pcre2_budget_now(void) {
    struct timespec time;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? (int64_t)time.tv_sec * 1000000000 + time.tv_nsec : 0;
}

/// Called before each item of an expression that was compiled with PCRE2_AUTO_CALLOUT.
static inline int pcre2_budget_spend(pcre2_callout_block_8 *block, void *data) {
    struct pcre2_budget *budget = (struct pcre2_budget *)data;
    PCRE2_SIZE from = budget->position, to = block->current_position;
    int64_t before = budget->steps;
    budget->position = to;
    budget->steps -= 1 + (int64_t)((to > from ? to - from : from - to) / PCRE2_BUDGET_BYTES_PER_STEP);
    if (budget->steps < 0) return PCRE2_ERROR_CALLOUT;
    if (before / PCRE2_BUDGET_CALLS_PER_LOOK == budget->steps / PCRE2_BUDGET_CALLS_PER_LOOK) return 0;
    int64_t now = pcre2_budget_now();
    if (budget->deadline == 0) budget->deadline = now + budget->nanoseconds;
    return now < budget->deadline ? 0 : PCRE2_ERROR_CALLOUT;
}

/// pcre2_match, but PCRE2_ERROR_CALLOUT when the budget is spent.
static inline int pcre2_match_within(
    struct pcre2_budget *budget, const pcre2_code_8 *code, const uint8_t *subject, PCRE2_SIZE length,
    PCRE2_SIZE start, uint32_t options, pcre2_match_data_8 *data, pcre2_match_context_8 *context
) {
    budget->position = start;
    budget->deadline = 0;
    pcre2_set_callout_8(context, pcre2_budget_spend, budget);
    int result = pcre2_match_8(code, subject, length, start, options, data, context);
    // What is done between two matches is not theirs.
    if (budget->deadline != 0) budget->nanoseconds = budget->deadline - pcre2_budget_now();
    return result;
}

#endif
