import { DecoratorHandler, type Dispatcher } from "undici";

/**
 * A `dispatcher` that calls `check` right before the first byte of a request is written. If `check` throws, the request fails
 * with that error and nothing was sent. Until then a request may wait for a connection.
 */
export const checkBeforeSend = (dispatcher: Dispatcher, check: () => void): Dispatcher =>
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
