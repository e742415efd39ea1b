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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All the page shows, at one moment.
 *
 * @param application the name of the application
 * @param time when this was, milliseconds since 1970
 * @param roles the roles, those that send first
 * @param handlers how long handlers take, empty where that is not measured
 * @param exhibits what else there is to see
 */
record LiveSnapshot(String application, long time, List<LiveRole> roles, List<HandlerTimes> handlers,
		List<Shown> exhibits) {

	/**
	 * An {@link Exhibit}, and whether it has something to show.
	 *
	 * @param title what it is
	 * @param kind how to show it
	 * @param path where to get it
	 * @param changed when it was new, milliseconds since 1970; {@code null} while there
	 * is none
	 */
	record Shown(String title, Exhibit.Kind kind, String path, @Nullable Long changed) {

		static Shown of(Exhibit exhibit) {
			return new Shown(exhibit.title(), exhibit.kind(), exhibit.path(),
					exhibit.changed().get().map((changed) -> changed.toEpochMilli()).orElse(null));
		}

	}

}
