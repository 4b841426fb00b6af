import type { Activity } from 'botbuilder';
import * as z from 'zod';

/** The entity in which Teams is told of a message: who wrote it, and what it rests on. */
export const MESSAGE = 'https://schema.org/Message';

/**
 * botbuilder's serialiser keeps an entity's `type` and `text` and drops all else. So the rest of ours goes through it as
 * text; {@link unpacked} puts it back on the way out.
 */
export function packed(activity: Partial<Activity>): Partial<Activity> {
  const { entities } = activity;
  if (!entities?.some(({ type }) => type === MESSAGE)) return activity;
  return { ...activity, entities: entities.map((entity) => (entity.type === MESSAGE ? { type: MESSAGE, text: JSON.stringify(entity) } : entity)) };
}

const withEntities = z.looseObject({ entities: z.array(z.looseObject({ type: z.string() })) });
const inText = z.looseObject({ type: z.literal(MESSAGE), text: z.string().transform((text) => JSON.parse(text) as unknown) });

/** A request's body with the entities in it as they are meant. */
export function unpacked(body: string): string {
  if (!body.includes(MESSAGE)) return body;
  const activity = withEntities.safeParse(JSON.parse(body));
  if (!activity.success) return body;
  const entities = activity.data.entities.map((entity) => (entity.type === MESSAGE ? inText.parse(entity).text : entity));
  return JSON.stringify({ ...activity.data, entities });
}
