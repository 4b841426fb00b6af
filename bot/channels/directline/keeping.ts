import type { Activity } from './activity';

/** A message of the person's own that came back without its words is one that official clients should not draw. */
export function asShown(activity: Activity): Activity {
  if (activity.from || activity.text !== undefined || activity.attachments) return activity;
  return { ...activity, channelData: { ...activity.channelData, postBack: true } };
}

/**
 * What of a turn's activities the store may keep. What a person typed lasts only when the turn says so (`storable`):
 * else their own message is reduced to its place in the transcript, and answers lose what was typed into their fields.
 */
export function kept(activities: readonly Activity[], storable: boolean): Activity[] {
  return activities.map((activity) => (activity.from ? keptAnswer(activity, storable) : keptMessage(activity, storable)));
}

function keptMessage({ id, type, timestamp, text, channelData }: Activity, storable: boolean): Activity {
  const clientActivityID = channelData?.clientActivityID;
  return {
    id,
    type,
    timestamp,
    ...(storable && text !== undefined ? { text } : {}),
    ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }),
  };
}

function keptAnswer(activity: Activity, storable: boolean): Activity {
  if (storable || !activity.attachments) return activity;
  return { ...activity, attachments: activity.attachments.map((file) => ({ ...file, content: withoutTypedText(file.content) })) };
}

/** A card without the values of its text fields: a card given back with a mistake in it holds what was typed. */
function withoutTypedText(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutTypedText);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.entries(node).filter(([name]) => name !== 'value' || !('type' in node) || node.type !== 'Input.Text');
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutTypedText(value)]));
}
