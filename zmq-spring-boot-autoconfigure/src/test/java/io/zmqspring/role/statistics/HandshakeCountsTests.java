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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of clients that are counted.
 */
class HandshakeCountsTests {

	@Test
	void onlyTheFirstHundredNamesAreReported() {
		HandshakeCounts counts = new HandshakeCounts();
		List<String> names = new ArrayList<>();
		counts.onNew((denial) -> {
		}, (outcome) -> {
		}, names::add);
		for (int i = 0; i < 100_000; i++) {
			counts.authenticated("pump-" + i % 1000);
		}
		assertThat(names).hasSize(100).allMatch((name) -> name.startsWith("pump-"));
		assertThat(counts.outcomes()).containsEntry("success", 100_000L);
	}

}
