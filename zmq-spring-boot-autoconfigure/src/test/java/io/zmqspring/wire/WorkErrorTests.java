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

package io.zmqspring.wire;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which results are errors of a worker.
 */
class WorkErrorTests {

	private static final Correlation CORRELATION = new Correlation("id", "work_id", "progress_of");

	private static @Nullable WorkError error(String result) {
		return CORRELATION.errorOf(result.getBytes(StandardCharsets.UTF_8));
	}

	private static String result(WorkError error) {
		return new String(CORRELATION.errorResult(new Correlation.Value("1", "1"), error), StandardCharsets.UTF_8);
	}

	@Test
	void errorIsAnObjectWithTheCorrelationValueAndTheError() {
		assertThat(result(new WorkError("TypeError", "no \"tea\"\n")))
			.isEqualTo("{\"work_id\":1,\"error\":{\"type\":\"TypeError\",\"message\":\"no \\\"tea\\\"\\n\"}}");
		assertThat(result(new WorkError(null, null))).isEqualTo("{\"work_id\":1,\"error\":{}}");
	}

	@Test
	void errorIsReadAsItWasWritten() {
		for (WorkError error : new WorkError[] { new WorkError("A", "b \u00e9\u0000"), new WorkError(null, "b"),
				new WorkError("A", null), new WorkError(null, null) }) {
			assertThat(error(result(error))).isEqualTo(error);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"work_id\": \"x\", \"error\": {\"type\": \"A\", \"message\": \"b\"}}",
			" { \"error\" : { \"message\" : \"b\" , \"type\" : \"A\" } , \"work_id\" : 1 } \n" })
	void errorOfAnotherProgramIsReadInAnyOrderAndWithWhiteSpace(String result) {
		assertThat(error(result)).isEqualTo(new WorkError("A", "b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"work_id\":1,\"error\":\"text\"}", "{\"work_id\":1,\"error\":null}",
			"{\"work_id\":1,\"error\":[]}", "{\"work_id\":1,\"error\":{\"code\":5}}",
			"{\"work_id\":1,\"error\":{\"type\":\"A\",\"message\":{}}}",
			"{\"work_id\":1,\"error\":{\"type\":\"A\",\"message\":\"b\",\"at\":1}}",
			"{\"work_id\":1,\"error\":{\"type\":\"A\",\"message\":\"b\"},\"square\":4}",
			"{\"error\":{\"type\":\"A\",\"message\":\"b\"}}", "{\"work_id\":1}", "{\"work_id\":1,\"errors\":{}}",
			"{\"work_id\":{},\"error\":{}}", "{\"work_id\":1,\"error\":{}} more", "{\"work_id\":1,\"error\":{}",
			"{\"error\":{}", "{\"work_id\":1,\"point\":{\"x\":{}}}", "", "}", "}}", "{", "text", "[{\"a\":{}}]" })
	void resultThatOnlyResemblesAnErrorIsNone(String result) {
		assertThat(error(result)).isNull();
	}

	@Test
	void typeIsTheClassWithoutItsPackageAndLongMessagesAreCut() {
		assertThat(WorkError.of(new IllegalStateException(), "m", true))
			.isEqualTo(new WorkError("IllegalStateException", "m"));
		assertThat(WorkError.of(new IllegalStateException() {

			private static final long serialVersionUID = 1L;

		}, null, true).type()).startsWith("WorkErrorTests$");
		assertThat(WorkError.of(new IllegalStateException(), "m".repeat(2000), false))
			.isEqualTo(new WorkError(null, "m".repeat(WorkError.LONGEST_MESSAGE)));
	}

}
