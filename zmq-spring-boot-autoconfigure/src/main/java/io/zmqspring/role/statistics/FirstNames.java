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

package io.zmqspring.role.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The first hundred names of many. Safe for any thread.
 */
final class FirstNames {

	private final Map<String, Boolean> names = new ConcurrentHashMap<>();

	private volatile Consumer<String> onAdded = (name) -> {
	};

	/**
	 * Set the callback for new names.
	 * @param callback receives every name, also those that are there
	 */
	void onAdded(Consumer<String> callback) {
		this.onAdded = callback;
		this.names.keySet().forEach(callback);
	}

	void add(String name) {
		if (this.names.size() < CountsByName.MOST_NAMES && this.names.putIfAbsent(name, true) == null) {
			this.onAdded.accept(name);
		}
	}

}
