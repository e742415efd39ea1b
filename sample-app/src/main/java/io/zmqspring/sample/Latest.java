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
