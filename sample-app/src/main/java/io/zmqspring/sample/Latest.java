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

package io.zmqspring.sample;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The last value of its kind, and when it came. Safe for any number of threads.
 *
 * @param <T> the type of the value
 */
public final class Latest<T> {

	private volatile @Nullable Dated<T> last;

	/**
	 * A value has come.
	 * @param value the value
	 */
	public void set(T value) {
		this.last = new Dated<>(value, Instant.now());
	}

	/**
	 * The value.
	 * @return the value, empty if none has come yet
	 */
	public Optional<T> value() {
		return Optional.ofNullable(this.last).map(Dated::value);
	}

	/**
	 * When it came.
	 * @return the time, empty if none has come yet
	 */
	public Optional<Instant> at() {
		return Optional.ofNullable(this.last).map(Dated::at);
	}

	private record Dated<T>(T value, Instant at) {

	}

}
