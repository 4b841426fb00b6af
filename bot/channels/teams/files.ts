import { extname } from 'node:path';
import * as z from 'zod';
import type { IncomingFile } from '../../turn';
import { download, type DownloadRules } from './download';
import type { Attachment } from './envelope';

/** Files a person sends in a personal chat. Source: Teams docs, "Send and receive files". */
const FILE = 'application/vnd.microsoft.teams.file.download.info';
const fileContent = z.looseObject({ downloadUrl: z.string().min(1), fileType: z.string().nullish() });

/** Pictures, recordings and films pasted into a message. */
const MEDIA = /^(?:image|audio|video)\//i;

const NAME_LENGTH = 255;

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', rtf: 'application/rtf',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', heic: 'image/heic', bmp: 'image/bmp', tiff: 'image/tiff',
  mp3: 'audio/mpeg', m4a: 'audio/mp4', wav: 'audio/wav', ogg: 'audio/ogg', mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm',
  doc: 'application/msword', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', eml: 'message/rfc822', msg: 'application/vnd.ms-outlook',
};

/**
 * The files among a message's attachments. The rest is not a file: Teams adds the message's own HTML to every one,
 * and cards of links. Nothing is fetched before `open`.
 */
export function filesOf(attachments: readonly Attachment[], rules: DownloadRules): readonly IncomingFile[] {
  return attachments.flatMap((attachment) => fileOf(attachment, rules) ?? []);
}

function fileOf(attachment: Attachment, rules: DownloadRules): IncomingFile | undefined {
  const { contentType } = attachment;
  if (contentType === FILE) {
    const content = fileContent.safeParse(attachment.content);
    if (!content.success) return undefined;
    const type = typeOf(content.data.fileType ?? extname(attachment.name ?? '').slice(1));
    return file(attachment, type, content.data.downloadUrl, rules);
  }
  if (MEDIA.test(contentType) && attachment.contentUrl) return file(attachment, contentType, attachment.contentUrl, rules);
  return undefined;
}

function file({ name }: Attachment, contentType: string, address: string, rules: DownloadRules): IncomingFile {
  return { name: (name || defaultName(contentType)).slice(0, NAME_LENGTH), contentType, open: () => download(address, rules) };
}

function typeOf(extension: string): string {
  return TYPES[extension.toLowerCase()] ?? 'application/octet-stream';
}

/** A pasted picture has no name: `image.png`, or `image` where Teams says only that it is one. */
function defaultName(contentType: string): string {
  const [kind = 'file', form = ''] = contentType.toLowerCase().split('/');
  return /^[a-z0-9]{1,8}$/.test(form) ? `${kind}.${form}` : kind;
}
