/** Whether a session waits until an activity is recorded. */
export class ActivityStreamMode {
  /** A session waits until its activity is recorded: nothing goes unrecorded, statements take longer. Aurora PostgreSQL. */
  static readonly SYNC = new ActivityStreamMode('sync');
  /** A session goes on at once: a failure may lose the latest activities. */
  static readonly ASYNC = new ActivityStreamMode('async');

  private constructor(
    /** `sync` or `async`. */
    readonly name: string,
  ) {}
}
