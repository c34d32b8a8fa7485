/** Hands values from one who makes them to one who takes them, one at a time: the maker waits until its value was taken. */
export function createHandoff<T>() {
  type Given = { value: T; taken: () => void };
  let given: Given | null = null;
  let end: { error?: unknown } | null = null;
  let wake: () => void = () => undefined;
  return {
    give: (value: T) =>
      new Promise<void>((taken) => {
        given = { value, taken };
        wake();
      }),
    end: () => {
      end = {};
      wake();
    },
    fail: (error: unknown) => {
      end = { error };
      wake();
    },
    /** Throws what `fail` was given, after all that was made before. */
    async *takeAll(): AsyncGenerator<T> {
      for (;;) {
        if (given === null && end === null) await new Promise<void>((resolve) => (wake = resolve));
        const current: Given | null = given;
        given = null;
        if (current) {
          current.taken();
          yield current.value;
        } else if (end) {
          if ("error" in end) throw end.error;
          return;
        }
      }
    },
  };
}
