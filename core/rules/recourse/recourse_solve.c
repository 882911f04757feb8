/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_solve - an integer programme by GLPK; see recourse_solve.h.
 *
 * GLPK ends the program where it finds a fault, or no memory: the hook leaves
 * by longjmp instead, and what GLPK holds is freed as a whole.  Its state is
 * one per thread.  How long it may search is counted in relaxations, not in
 * seconds, so that the same question always gets the same answer.
 */
#include "core/rules/recourse/recourse_solve.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

/* [entries and columns] of relaxations that are gone through: a few seconds. */
#define WORK_MOST ((size_t)4000000)
#define NODES_LEAST 20
/* The same of steps to the first relaxation: some ten seconds. */
#define STEPS_WORK ((size_t)4000000000)
#define STEPS_LEAST 1000
#define STEPS_MOST 1000000
#define NODES_MOST 2000
/* [entries and columns] Beyond these, looking for cuts takes longer than it
 * helps. */
#define CUTS_MOST ((size_t)20000)
/* [MiB] */
#define MEMORY_MOST 1024

struct search {
	const struct cover *c;
	const uint8_t *known; /* a choice that does */
	size_t nodes, nodes_most, steps_most;
	double bound;
	bool told;   /* the choice to GLPK */
	int *column; /* [longest row + 1] of a row that is handed over */
	double *value;
	jmp_buf fault;
};

static void
leave(void *info)
{
	struct search *s = info;

	longjmp(s->fault, 1);
}

/* It would say on the terminal what the fault is, though told to be quiet. */
static int
swallow(void *info, const char *text)
{
	(void)info;
	(void)text;
	return 1;
}

/* Offers the choice that is known already. */
static void
tell(struct search *s, glp_tree *tree)
{
	double *x = calloc(s->c->ncolumn + 1, sizeof(*x));

	s->told = true;
	if (x == NULL)
		return;
	for (size_t i = 0; i < s->c->ncolumn; i++)
		x[i + 1] = s->known[i];
	glp_ios_heur_sol(tree, x);
	free(x);
}

static void
look(glp_tree *tree, void *info)
{
	struct search *s = info;
	int best = glp_ios_best_node(tree);

	if (best != 0)
		s->bound = glp_ios_node_bound(tree, best);
	switch (glp_ios_reason(tree)) {
	case GLP_IHEUR:
		if (!s->told)
			tell(s, tree);
		break;
	case GLP_IROWGEN:
		if (++s->nodes > s->nodes_most)
			glp_ios_terminate(tree);
		break;
	default:
		break;
	}
}

static bool
take_row_space(struct search *s)
{
	size_t longest = 0;

	for (size_t r = 0; r < s->c->nrow; r++)
		if (s->c->row[r].end - s->c->row[r].first > longest)
			longest = s->c->row[r].end - s->c->row[r].first;
	s->column = calloc(longest + 1, sizeof(*s->column));
	s->value = calloc(longest + 1, sizeof(*s->value));
	return s->column != NULL && s->value != NULL;
}

static glp_prob *
build(struct search *s)
{
	const struct cover *c = s->c;
	glp_prob *p = glp_create_prob();

	glp_set_obj_dir(p, GLP_MIN);
	glp_add_cols(p, (int)c->ncolumn);
	for (size_t i = 0; i < c->ncolumn; i++) {
		glp_set_col_kind(p, (int)i + 1, GLP_BV);
		glp_set_obj_coef(p, (int)i + 1, c->cost[i]);
	}
	glp_add_rows(p, (int)c->nrow);
	for (size_t r = 0; r < c->nrow; r++) {
		int n = 0;

		for (size_t k = c->row[r].first; k < c->row[r].end; k++) {
			n++;
			s->column[n] = (int)c->entry[k].column + 1;
			s->value[n] = c->entry[k].value;
		}
		glp_set_mat_row(p, (int)r + 1, n, s->column, s->value);
		glp_set_row_bnds(p, (int)r + 1, GLP_LO, c->row[r].least, 0);
	}
	return p;
}

/* Takes the choice of GLPK over, if it is no dearer. */
static void
take_over(const struct cover *c, glp_prob *p, struct cover_answer *out)
{
	double was = 0, now = 0;

	if (glp_mip_status(p) != GLP_OPT && glp_mip_status(p) != GLP_FEAS)
		return;
	for (size_t i = 0; i < c->ncolumn; i++) {
		was += out->take[i] != 0 ? c->cost[i] : 0;
		now += glp_mip_col_val(p, (int)i + 1) > 0.5 ? c->cost[i] : 0;
	}
	if (now > was)
		return;
	for (size_t i = 0; i < c->ncolumn; i++)
		out->take[i] = glp_mip_col_val(p, (int)i + 1) > 0.5;
}

static bool
search(struct search *s, glp_prob *p, struct cover_answer *out)
{
	glp_iocp how;
	glp_smcp simplex;
	int code;

	glp_init_smcp(&simplex);
	simplex.msg_lev = GLP_MSG_OFF;
	simplex.it_lim = (int)s->steps_most;
	if (glp_simplex(p, &simplex) != 0 || glp_get_status(p) != GLP_OPT)
		return false;
	s->bound = glp_get_obj_val(p);
	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.br_tech = GLP_BR_PCH;
	how.bt_tech = GLP_BT_BLB;
	if (s->c->nentry + s->c->ncolumn <= CUTS_MOST)
		how.mir_cuts = how.cov_cuts = how.clq_cuts = GLP_ON;
	how.cb_func = look;
	how.cb_info = s;
	code = glp_intopt(p, &how);
	take_over(s->c, p, out);
	out->proven = code == 0 && glp_mip_status(p) == GLP_OPT;
	out->bound = out->proven ? glp_mip_obj_val(p) : s->bound;
	return true;
}

bool
cover_by_glpk(const struct cover *c, struct cover_answer *out)
{
	struct search s = { .c = c, .known = out->take };
	size_t size = c->nentry + c->ncolumn + 1;
	volatile bool ok = false;

	out->bound = 0;
	out->proven = false;
	if (c->ncolumn > INT32_MAX / 2 || c->nrow > INT32_MAX / 2 ||
	    c->nentry > INT32_MAX / 2)
		return false;
	s.nodes_most = WORK_MOST / size;
	if (s.nodes_most > NODES_MOST)
		s.nodes_most = NODES_MOST;
	if (s.nodes_most < NODES_LEAST)
		s.nodes_most = NODES_LEAST;
	s.steps_most = STEPS_WORK / size;
	if (s.steps_most > STEPS_MOST)
		s.steps_most = STEPS_MOST;
	if (s.steps_most < STEPS_LEAST)
		s.steps_most = STEPS_LEAST;
	if (take_row_space(&s)) {
		glp_term_hook(swallow, NULL);
		glp_term_out(GLP_OFF);
		glp_mem_limit(MEMORY_MOST);
		glp_error_hook(leave, &s);
		if (setjmp(s.fault) == 0)
			ok = search(&s, build(&s), out);
	}
	glp_free_env();
	free(s.column);
	free(s.value);
	if (!ok) {
		out->bound = 0;
		out->proven = false;
	}
	return ok;
}
