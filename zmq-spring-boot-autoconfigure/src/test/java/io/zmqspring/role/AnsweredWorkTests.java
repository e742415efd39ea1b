package io.zmqspring.role;

import java.nio.charset.StandardCharsets;

import io.zmqspring.message.CorrelationValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The window in which a worker recognises repeated work.
 */
class AnsweredWorkTests {

	private final AnsweredWork answered = new AnsweredWork(100, 10_000);

	@Test
	void workIsNewThenInHandThenAnswered() {
		WorkId id = id("a", "work");
		assertThat(this.answered.begin(id)).isNull();
		assertThat(this.answered.begin(id)).isEmpty();
		this.answered.answered(id, bytes("done"));
		assertThat(this.answered.begin(id("a", "work"))).isEqualTo(bytes("done"));
	}

	@Test
	void failedWorkIsNewAgain() {
		WorkId id = id("a", "work");
		this.answered.begin(id);
		this.answered.forget(id);
		assertThat(this.answered.begin(id)).isNull();
	}

	@Test
	void otherWorkOfTheSameIdIsNew() {
		this.answered.begin(id("1", "work"));
		this.answered.answered(id("1", "work"), bytes("done"));
		assertThat(this.answered.begin(id("1", "other work"))).isNull();
		assertThat(this.answered.begin(id("1", "wurk"))).isNull();
	}

	@Test
	void oldestIsForgottenWhenThereAreTooMany() {
		for (int i = 0; i <= 100; i++) {
			this.answered.begin(id("" + i, "work"));
		}
		assertThat(this.answered.begin(id("1", "work"))).isEmpty();
		assertThat(this.answered.begin(id("0", "work"))).isNull();
	}

	@Test
	void oldestIsForgottenWhenAnswersAreTooLarge() {
		answer("a", 4000);
		answer("b", 4000);
		answer("c", 4000);
		assertThat(this.answered.begin(id("b", "work"))).hasSize(4000);
		assertThat(this.answered.begin(id("a", "work"))).isNull();
		answer("huge", 20_000);
		assertThat(this.answered.begin(id("c", "work"))).isNull();
	}

	@Test
	void longIdsCountAsBytesToo() {
		for (int i = 0; i < 10; i++) {
			this.answered.begin(id(("" + i).repeat(2000), "work"));
		}
		assertThat(this.answered.begin(id("9".repeat(2000), "work"))).isEmpty();
		assertThat(this.answered.begin(id("0".repeat(2000), "work"))).isNull();
	}

	@Test
	void repeatedAnswersAndFailuresDoNotFillTheWindow() {
		WorkId id = id("a", "work");
		for (int i = 0; i < 1000; i++) {
			this.answered.answered(id, new byte[100]);
			this.answered.begin(id("b", "work"));
			this.answered.forget(id("b", "work"));
		}
		assertThat(this.answered.begin(id)).hasSize(100);
	}

	private void answer(String id, int length) {
		this.answered.begin(id(id, "work"));
		this.answered.answered(id(id, "work"), new byte[length]);
	}

	private static WorkId id(String id, String work) {
		return WorkId.of(new CorrelationValue(id, id), bytes(work));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
