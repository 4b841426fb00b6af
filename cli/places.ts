import type { Config } from '../config';
import type { AttachmentsPlace } from '../services/attachments';

/** Where the settings say that files are kept. */
export const filesOf = ({ attachments, dataDir, store }: Config): AttachmentsPlace => (attachments.kind === 'files' ? { kind: 'files', dataDir, shared: store.kind === 'cosmos' } : attachments);
