export type MovingErrorCode =
  | 'same_folder'
  | 'folder_not_empty'
  | 'not_an_export'
  | 'export_unfinished'
  | 'export_newer'
  | 'export_damaged'
  | 'keys_of_another_export'
  | 'not_sealed'
  | 'target_not_empty'
  | 'mismatch';

/** Why nothing is moved, or why what was moved must not be used. The message is for whoever runs the command. */
export class MovingError extends Error {
  override readonly name = 'MovingError';
  constructor(
    readonly code: MovingErrorCode,
    message: string,
  ) {
    super(message);
  }
}
