/** How the n-th of a kind in a window came out. */
export interface Hit {
  readonly isAllowed: boolean;
  /** This one included. */
  readonly count: number;
  readonly remaining: number;
  /** Until the window ends and counting starts anew. */
  readonly resetMs: number;
  /** False where the instances could not be asked together and only this one's were counted. */
  readonly isShared: boolean;
}

export interface Counters {
  /**
   * Counts one more under a key in a window that begins with the first; allowed while there are `max` or fewer.
   * Never rejects and never waits long: where the shared count cannot be reached, this instance counts alone.
   */
  hit(key: string, windowMs: number, max: number): Promise<Hit>;
}

/**
 * Small values that every instance sees, each with a time to live. They may be lost at any time, as in a cache; what
 * must not be lost belongs in the database. Rejects with SHARED_STATE_UNREACHABLE where the instances cannot be asked
 * together: a value that only one of them holds would be worse than none.
 */
export interface SharedStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Sets only what is not there; false where it is. One caller of all instances is told true. */
  setOnce(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Reads and removes at once; of several callers one gets the value. */
  takeOnce(key: string): Promise<string | undefined>;
  delete(key: string): Promise<void>;
}

/** Small enough for a line of text; never a secret. */
export type Message = Readonly<Record<string, string | number | boolean | null>>;

export interface Channel {
  /**
   * Tells every instance, this one included and first. Never rejects: what cannot be passed on now reaches the others
   * as "something was missed" once they can be reached again.
   */
  publish(topic: string, message: Message): Promise<void>;
  /** Answers how to stop listening. A listener that throws is logged and disturbs no other. */
  subscribe(topic: string, listener: (message: Message) => void): () => void;
  /** Messages may have been missed: read again what they would have told of. */
  onMissed(listener: () => void): () => void;
}

/** The topic on which whichever instance runs a job is told to stop it. */
export const STOP_JOB = "jobs";

/** What the instances of one Parlance know together: how often, for how long, and what has changed. */
export interface SharedState {
  readonly counters: Counters;
  readonly store: SharedStore;
  readonly channel: Channel;
  /** "alone": one instance, nothing to share. "unreachable": the instances cannot be asked together at the moment. */
  status(): "alone" | "shared" | "unreachable";
  close(): Promise<void>;
}
