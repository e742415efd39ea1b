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

package io.zmqspring.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

import io.zmqspring.wire.Correlation;

/**
 * The JSON fields that match a result with its work. Controller and worker must use the
 * same fields.
 *
 * @param requestField Field of the work that contains its id.
 * @param resultField Field of the result that contains the id of its work.
 * @param progressField Field that contains the id of the work in a result that
 * worker.send sends before the work has ended, such as progress.
 * @since 0.1
 */
public record CorrelationSettings(@DefaultValue("id") String requestField, @DefaultValue("work_id") String resultField,
		@DefaultValue("progress_of") String progressField) {

	/** The values of an empty section. */
	public static final CorrelationSettings DEFAULTS = new CorrelationSettings("id", "work_id", "progress_of");

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if the name of a field is blank, or a further
	 * result would have the field of a result
	 */
	public CorrelationSettings {
		check("request-field", requestField);
		check("result-field", resultField);
		check("progress-field", progressField);
		if (progressField.equals(resultField)) {
			throw new InvalidSettingException("progress-field", progressField, "is also the result-field",
					"Write another name: a result with the result-field ends its item.");
		}
	}

	private static void check(String key, String field) {
		if (field.isBlank()) {
			throw new InvalidSettingException(key, field, "is empty", "Write the name of a JSON field.");
		}
	}

	/**
	 * Return the object that reads and writes the fields.
	 * @return the correlation, {@code null} if Jackson is not on the class path
	 */
	public @Nullable Correlation toCorrelation() {
		return ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", getClass().getClassLoader())
				? new Correlation(this.requestField, this.resultField, this.progressField) : null;
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
