export { MovingError, type MovingErrorCode } from './errors';
export { exportTo, type ExportOptions } from './export';
export { importFrom, type ImportOptions } from './import';
export type { Moved } from './moved';
