package io.zmqspring.settings;

import io.zmqspring.wire.Correlation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/**
 * Which JSON fields tie a result to its work. Both ends have to agree on them.
 *
 * @param requestField the field of the work
 * @param resultField the field of the result that echoes it
 */
public record CorrelationSettings(@DefaultValue("id") String requestField,
		@DefaultValue("work_id") String resultField) {

	public CorrelationSettings {
		check("request-field", requestField);
		check("result-field", resultField);
	}

	private static void check(String key, String field) {
		if (field.isBlank()) {
			throw new InvalidSettingException(key, field, "is empty", "Write the name of a JSON field.");
		}
	}

	/**
	 * Reads and writes the fields.
	 * @return {@code null} where Jackson is not on the class path
	 */
	public @Nullable Correlation toCorrelation() {
		return ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", getClass().getClassLoader())
				? new Correlation(this.requestField, this.resultField) : null;
	}

}
