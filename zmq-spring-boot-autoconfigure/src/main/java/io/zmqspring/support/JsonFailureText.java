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

package io.zmqspring.support;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Describes what Jackson could not read by kind and position. Jackson's own messages
 * quote the JSON.
 *
 * @since 0.1
 */
public final class JsonFailureText {

	private JsonFailureText() {
	}

	/**
	 * Describe a failure.
	 * @param failure the exception
	 * @return such as
	 * {@code MismatchedInputException at $.items[3].price, line 1, column 12, byte 11}
	 */
	public static String of(JacksonException failure) {
		StringBuilder text = new StringBuilder(failure.getClass().getSimpleName());
		if (failure instanceof StreamConstraintsException) {
			// Its message has a limit and by how much it is exceeded, and no JSON
			text.append(" (").append(PrintableText.of(failure.getOriginalMessage())).append(')');
		}
		text.append(" at ").append(PrintableText.of(path(failure)));
		TokenStreamLocation location = failure.getLocation();
		if (location != null && location.getLineNr() > 0) {
			text.append(", line ").append(location.getLineNr()).append(", column ").append(location.getColumnNr());
		}
		if (location != null && location.getByteOffset() >= 0) {
			text.append(", byte ").append(location.getByteOffset());
		}
		return text.toString();
	}

	private static String path(JacksonException failure) {
		StringBuilder path = new StringBuilder("$");
		for (JacksonException.Reference step : failure.getPath()) {
			if (step.getPropertyName() != null) {
				path.append('.').append(step.getPropertyName());
			}
			else {
				path.append('[').append(step.getIndex()).append(']');
			}
		}
		return path.toString();
	}

}
