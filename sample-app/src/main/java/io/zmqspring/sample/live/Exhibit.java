package io.zmqspring.sample.live;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something the application has to show besides figures. Every bean of this type gets a
 * place on the page, in their order.
 *
 * @param title what it is
 * @param kind how to show it
 * @param path where browsers get it, relative to the page
 * @param changed when it was new, empty while there is none
 */
public record Exhibit(String title, Kind kind, String path, Supplier<Optional<Instant>> changed) {

	/**
	 * How to show something.
	 */
	public enum Kind {

		/** An image. */
		PICTURE,

		/** JSON with a list of numbers, {@code pixels}. */
		HISTOGRAM

	}

}
