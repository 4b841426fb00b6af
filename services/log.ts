/** What the rest may log with: fields and a fixed sentence. Nothing anybody wrote, no names, no ids of people. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
