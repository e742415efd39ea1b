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

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link MissingVariableException}, and lists the variables to set.
 */
class MissingVariableFailureAnalyzer extends AbstractFailureAnalyzer<MissingVariableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingVariableException cause) {
		String variables = cause.missing()
			.entrySet()
			.stream()
			.map((variable) -> "    " + variable.getKey() + ": " + variable.getValue())
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(cause.getMessage(), "The profile " + String.join(", ", cause.profiles())
				+ " is configured by environment variables. Set" + System.lineSeparator() + variables, cause);
	}

}
