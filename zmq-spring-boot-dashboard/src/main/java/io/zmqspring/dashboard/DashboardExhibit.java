/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.dashboard;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Something that an application adds to its dashboard. The page shows each bean of this
 * type, in their order. Immutable; the supplier is called by one thread at a time and
 * must return at once.
 *
 * @param title the title of a picture or of bars, the text of the button of a switch
 * @param kind what it is
 * @param path where the page loads the content, or turns the switch: a path within the
 * application, such as {@code /camera/frame}
 * @param state supplies the current state
 * @since 0.1
 */
public record DashboardExhibit(String title, Kind kind, String path, Supplier<State> state) {

	private static final Pattern PATH = Pattern.compile("/?[\\w~-][\\w.~-]*(/[\\w~-][\\w.~-]*)*");

	/**
	 * Create an exhibit.
	 * @throws IllegalArgumentException if the title is empty, or if the path is not one
	 * within the application
	 */
	public DashboardExhibit {
		if (title.isBlank()) {
			throw new IllegalArgumentException("The exhibit at '" + path + "' has no title. Write what it shows");
		}
		if (!PATH.matcher(path).matches()) {
			throw new IllegalArgumentException("The exhibit '" + title + "' has the path '" + path
					+ "', which is not a path within the application. Write for example /camera/frame");
		}
		path = path.startsWith("/") ? path.substring(1) : path;
	}

	/**
	 * A picture.
	 * @param title the title
	 * @param path where the page loads the image, by GET
	 * @param changed supplies the time of the latest image, empty while there is none
	 * @return the exhibit
	 */
	public static DashboardExhibit picture(String title, String path, Supplier<Optional<Instant>> changed) {
		return new DashboardExhibit(title, Kind.PICTURE, path, () -> State.changedAt(changed.get()));
	}

	/**
	 * A bar chart.
	 * @param title the title
	 * @param path where the page loads the values, by GET: a JSON array of numbers, none
	 * of them negative
	 * @param changed supplies the time of the latest values, empty while there are none
	 * @return the exhibit
	 */
	public static DashboardExhibit bars(String title, String path, Supplier<Optional<Instant>> changed) {
		return new DashboardExhibit(title, Kind.BARS, path, () -> State.changedAt(changed.get()));
	}

	/**
	 * A button that switches something on and off.
	 * @param title the text of the button
	 * @param path where the page turns the switch, by POST with the JSON
	 * <code>{"on": true}</code> or <code>{"on": false}</code>
	 * @param state supplies whether it is on, and a text that explains it
	 * @return the exhibit
	 */
	public static DashboardExhibit toggle(String title, String path, Supplier<State> state) {
		return new DashboardExhibit(title, Kind.SWITCH, path, state);
	}

	/**
	 * What an exhibit is.
	 */
	public enum Kind {

		/** An image. */
		PICTURE,

		/** A bar chart. */
		BARS,

		/** A button that switches something on and off. */
		SWITCH

	}

	/**
	 * The state of an exhibit at one moment.
	 *
	 * @param changed the time of the latest content, {@code null} while there is none
	 * @param on whether a switch is on
	 * @param text a text beside a switch, may be empty
	 */
	public record State(@Nullable Instant changed, boolean on, String text) {

		/**
		 * The state of a switch.
		 * @param on whether it is on
		 * @param text a text that explains it, may be empty
		 * @return the state
		 */
		public static State of(boolean on, String text) {
			return new State(null, on, text);
		}

		static State changedAt(Optional<Instant> changed) {
			return new State(changed.orElse(null), false, "");
		}

	}

}
