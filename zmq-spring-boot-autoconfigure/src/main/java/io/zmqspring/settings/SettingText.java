package io.zmqspring.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Values in messages the way users write them: {@code 15s}, not {@code PT15S}.
 */
public final class SettingText {

	private SettingText() {
	}

	public static @Nullable String of(@Nullable Object value) {
		if (value instanceof Duration duration) {
			return of(duration);
		}
		if (value instanceof DataSize size) {
			return of(size);
		}
		return (value != null) ? value.toString() : null;
	}

	/**
	 * A duration as users write it.
	 * @param duration the duration
	 * @return such as {@code 15s} or {@code 200ms}
	 */
	public static String of(Duration duration) {
		if (duration.getNano() == 0) {
			return duration.getSeconds() + "s";
		}
		return (duration.getNano() % 1_000_000 == 0) ? duration.toMillis() + "ms" : duration.toString();
	}

	private static String of(DataSize size) {
		long bytes = size.toBytes();
		for (DataUnit unit : new DataUnit[] { DataUnit.GIGABYTES, DataUnit.MEGABYTES, DataUnit.KILOBYTES }) {
			long bytesOfUnit = DataSize.of(1, unit).toBytes();
			if (bytes != 0 && bytes % bytesOfUnit == 0) {
				return bytes / bytesOfUnit + String.valueOf(unit.name().charAt(0)) + "B";
			}
		}
		return bytes + "B";
	}

}
