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
 * A panel of the live page that shows a picture or a histogram. The page has a panel for
 * each bean of this type, in their order.
 *
 * @param title the title
 * @param kind the kind of content
 * @param path where browsers load the content, relative to the page
 * @param changed supplies the time of the latest content, empty while there is none
 */
public record LivePanel(String title, Kind kind, String path, Supplier<Optional<Instant>> changed) {

	/**
	 * The kind of content.
	 */
	public enum Kind {

		/** An image. */
		PICTURE,

		/** JSON with a list of numbers named {@code pixels}. */
		HISTOGRAM

	}

}
