package io.zmqspring.listener;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.testsupport.EventsApplication;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a listener bean has heard.
 */
class Inbox {

	private final List<Object> heard = new CopyOnWriteArrayList<>();

	final void hear(Object what) {
		this.heard.add(what);
	}

	static Inbox of(BeanFactory context, Class<? extends Inbox> type) {
		return AopTestUtils.getUltimateTargetObject(context.getBean(type));
	}

	void awaitExactly(Object... expected) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.heard).hasSizeGreaterThanOrEqualTo(expected.length));
		assertThat(this.heard).containsExactlyElementsOf(Arrays.asList(expected));
	}

	void awaitInAnyOrder(Object... expected) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.heard).hasSizeGreaterThanOrEqualTo(expected.length));
		assertThat(this.heard).containsExactlyInAnyOrder(expected);
	}

	List<Object> heard() {
		return this.heard;
	}

}
