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

package io.zmqspring.listener;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Payloads that a deserializer of the application reads.
 */
class DeserializedPayloadTests {

	@Test
	void abstractPayloadIsAcceptedAlthoughItsDeserializerThrowsAnExceptionForAnEmptyObject() {
		RefusedStarts.accepted(RefusedStarts.with(TakesAnimal.class));
	}

	static class TakesAnimal {

		@ZmqListener("a")
		void on(Animal payload) {
		}

	}

	@JsonDeserialize(using = AnimalReader.class)
	interface Animal {

	}

	record Cat() implements Animal {

	}

	static class AnimalReader extends ValueDeserializer<Animal> {

		@Override
		public Animal deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode json = context.readTree(parser);
			if (json.get("kind").asString().equals("cat")) {
				return new Cat();
			}
			throw new IllegalStateException("Unknown kind");
		}

	}

}
