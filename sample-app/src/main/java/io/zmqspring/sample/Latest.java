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
 * Stores the latest value and the time when it was stored. Can be used from any thread.
 *
 * @param <T> the type of the value
 */
public final class Latest<T> {

	private volatile @Nullable TimedValue<T> last;

	/**
	 * Store a value, replacing the previous one.
	 * @param value the value
	 */
	public void set(T value) {
		this.last = new TimedValue<>(value, Instant.now());
	}

	/**
	 * Return the latest value.
	 * @return the value, empty if none has been stored yet
	 */
	public Optional<T> value() {
		return Optional.ofNullable(this.last).map(TimedValue::value);
	}

	/**
	 * Return the time of the latest value.
	 * @return the time, empty if no value has been stored yet
	 */
	public Optional<Instant> time() {
		return Optional.ofNullable(this.last).map(TimedValue::time);
	}

	private record TimedValue<T>(T value, Instant time) {

	}

}
