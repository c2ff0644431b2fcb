// Swift cannot call C functions with variable arguments. Each wrapper here is one use of el_set, el_wset, el_get or
// history with its arguments typed, see editline(3).

#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stdlib.h>
#include <wchar.h>

typedef unsigned char (*libedit_command_function)(EditLine *, wint_t);

static inline int libedit_set_client_data(EditLine *editor, void *data) {
    return el_set(editor, EL_CLIENTDATA, data);
}

static inline void *libedit_client_data(EditLine *editor) {
    void *data = NULL;
    return el_get(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

static inline int libedit_set_terminal(EditLine *editor, const char *type) {
    return el_set(editor, EL_TERMINAL, type);
}

/// "emacs" or "vi".
static inline int libedit_set_editor(EditLine *editor, const char *name) {
    return el_set(editor, EL_EDITOR, name);
}

static inline const char *libedit_editor(EditLine *editor) {
    const char *name = NULL;
    return el_get(editor, EL_EDITOR, &name) == 0 ? name : NULL;
}

static inline int libedit_set_signal_handling(EditLine *editor, int enabled) {
    return el_set(editor, EL_SIGNAL, enabled);
}

static inline int libedit_set_history(EditLine *editor, History *entries) {
    return el_set(editor, EL_HIST, history, entries);
}

static inline int libedit_set_reader(EditLine *editor, el_rfunc_t reader) {
    return el_wset(editor, EL_GETCFN, reader);
}

static inline int libedit_add_command(
    EditLine *editor, const wchar_t *name, const wchar_t *help, libedit_command_function command
) {
    return el_wset(editor, EL_ADDFN, name, help, command);
}

static inline int libedit_bind(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, key, command, NULL);
}

/// For the command mode of vi.
static inline int libedit_bind_alternative(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, "-a", key, command, NULL);
}

/// 1: character by character, for editing; 0: as the program found it.
static inline int libedit_prepare_terminal(EditLine *editor, int raw) {
    return el_set(editor, EL_PREP_TERM, raw);
}

static inline int libedit_history_set_size(History *entries, int size) {
    HistEvent event;
    return history(entries, &event, H_SETSIZE, size);
}

/// The number of the new entry, or -1.
static inline int libedit_history_enter(History *entries, const char *line) {
    HistEvent event = { 0, NULL };
    return history(entries, &event, H_ENTER, line) < 0 ? -1 : event.num;
}

static inline int libedit_history_delete(History *entries, int number) {
    HistEvent event = { 0, NULL };
    int status = history(entries, &event, H_DEL, number);
    // A copy of the line, which is the caller's.
    if (status == 0) free((void *)event.str);
    return status;
}

static inline int libedit_history_clear(History *entries) {
    HistEvent event;
    return history(entries, &event, H_CLEAR);
}

#endif
