import type { ServerResponse } from 'node:http';
import type { Request, Server } from 'restify';
import * as z from 'zod';
import type { Board } from '../domain/board';
import { EXERCISE_MINUTES, EXERCISE_PEOPLE, type Exercise } from '../domain/exercise';
import { holds, type Actor } from '../domain/person';
import type { ApiDeps, Guarded } from './api';
import { jsonOf } from './body';
import { param } from './params';
import { Problem, sendJson, sendNothing } from './problem';
import { noting } from './refusals';

const BODY_MAX = 8 * 1024;

/** Exercises of a board: what runs, to start one, to end it before its time. For its coordinators and deputies. */
export function registerExercises(server: Server, deps: ApiDeps, guarded: Guarded): void {
  const path = '/api/boards/:board/exercise';
  server.get(path, guarded(noting(deps, 'exerciseShow', show)));
  server.post(path, guarded(noting(deps, 'exerciseStart', start)));
  server.del(path, guarded(noting(deps, 'exerciseEnd', end)));
}

/** @throws Problem 404 where the board is nothing of the person's, 403 where they hold no exercises in it */
function led(deps: ApiDeps, actor: Actor, request: Request): Board {
  const board = deps.boards.get(param(request, 'board'));
  if (!board || !actor.roles.some((membership) => membership.board === board.code)) throw new Problem(404, 'board_not_found');
  if (!holds(actor, board.code, 'coordinator', 'deputy')) throw new Problem(403, 'forbidden');
  return board;
}

/** Whoever was invited, or could be, by name, since they are the board's own people, and who takes part: never who has said no. */
async function json(deps: ApiDeps, actor: Actor, board: Board, exercise: Exercise | undefined): Promise<object> {
  // Whoever starts one is always in it.
  if (!exercise) return { running: false, choices: board.people.filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ id, name })) };
  const name = (id: string): string | undefined => board.people.find((person) => person.id === id)?.name;
  const { startedAt, until, startedBy, people } = exercise;
  const part = await deps.exercises.takingPart(exercise);
  return { running: true, startedAt, until, startedBy: { id: startedBy, name: name(startedBy) }, people: people.map((id) => ({ id, name: name(id), takesPart: part.includes(id) })) };
}

async function show(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = led(deps, actor, request);
  sendJson(response, 200, await json(deps, actor, board, await deps.exercises.running(board.code)));
}

const wanted = z.strictObject({
  minutes: z.number().int().min(EXERCISE_MINUTES.least).max(EXERCISE_MINUTES.most),
  people: z.array(z.string().min(1).max(200)).max(EXERCISE_PEOPLE).default([]),
});

async function start(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = led(deps, actor, request);
  const parsed = wanted.safeParse(await jsonOf(request, BODY_MAX));
  if (!parsed.success) throw new Problem(422, 'exercise_invalid', undefined, { field: String(parsed.error.issues[0]?.path[0] ?? '') });
  const { minutes, people } = parsed.data;
  if (people.some((id) => !board.people.some((person) => person.id === id))) throw new Problem(422, 'unknown_here', undefined, { field: 'people' });
  const exercise = await deps.exercises.start(actor, board, minutes, people);
  deps.log.info({ code: 'exercise_started', board: board.code, until: exercise.until, people: exercise.people.length, person: deps.cases.personKey(actor.id) }, 'an exercise was started');
  sendJson(response, 200, await json(deps, actor, board, exercise));
}

async function end(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = led(deps, actor, request);
  await deps.exercises.end(board.code);
  sendNothing(response);
}
