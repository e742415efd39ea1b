package io.zmqspring.role;

/**
 * Hears once of every item of work that was given up ({@code delivery: at-least-once}).
 * Define a bean of this type to keep them; the default logs. Called on a thread of the
 * controller.
 */
@FunctionalInterface
public interface ZmqDeadLetterHandler {

	/**
	 * Take an item that was given up.
	 * @param letter the item
	 */
	void handle(ZmqDeadLetter letter);

}
