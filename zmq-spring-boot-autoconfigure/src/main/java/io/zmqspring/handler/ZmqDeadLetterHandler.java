package io.zmqspring.handler;

/**
 * Hears once of every item of work that was given up ({@code delivery: at-least-once}).
 * Define a bean of this type to keep them; the default logs. Called on the thread that
 * hands out the pool's work, which waits for it. To try an item once more, send its work
 * again.
 */
@FunctionalInterface
public interface ZmqDeadLetterHandler {

	/**
	 * Take an item that was given up.
	 * @param letter the item
	 */
	void handle(ZmqDeadLetter letter);

}
