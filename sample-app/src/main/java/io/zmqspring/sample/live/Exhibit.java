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
