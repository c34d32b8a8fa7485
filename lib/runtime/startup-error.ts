/** A reason not to start that is fully told by its message: it is printed without a stack. */
export class StartupError extends Error {
  override name = "StartupError";
}
