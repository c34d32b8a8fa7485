import { DecoratorHandler, type Dispatcher } from "undici";

/**
 * `dispatcher`, which calls `check` immediately before the first byte of a request is written. Where `check` throws, the request fails with
 * that error and nothing has left. Between dispatch and that moment a request may wait for a connection.
 */
export const askBeforeLeaving = (dispatcher: Dispatcher, check: () => void): Dispatcher =>
  dispatcher.compose((dispatch) => (options, handler) => dispatch(options, new CheckedHandler(handler, check)));

class CheckedHandler extends DecoratorHandler {
  constructor(
    private readonly handler: Dispatcher.DispatchHandler,
    private readonly check: () => void,
  ) {
    super(handler);
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown) {
    this.check();
    this.handler.onRequestStart?.(controller, context);
  }
}
