package io.zmqspring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.observation.RegistryMessageObserver;
import io.zmqspring.observation.ZmqReceiverObservationConvention;
import io.zmqspring.observation.ZmqSenderObservationConvention;
import io.zmqspring.role.ZmqRole;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the messages of every role observed, the application's own roles included, if
 * somebody wants that.
 */
final class ObservedRoles implements BeanPostProcessor {

	private final ObjectProvider<ObservationRegistry> registries;

	private final ObjectProvider<ZmqSenderObservationConvention> senders;

	private final ObjectProvider<ZmqReceiverObservationConvention> receivers;

	private final ObservationDemand demand;

	ObservedRoles(ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<ZmqSenderObservationConvention> senders,
			ObjectProvider<ZmqReceiverObservationConvention> receivers, ObservationDemand demand) {
		this.registries = registries;
		this.senders = senders;
		this.receivers = receivers;
		this.demand = demand;
	}

	@Override
	public @Nullable Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof ZmqRole role) {
			this.registries.ifUnique((registry) -> observe(role, registry));
		}
		return bean;
	}

	private void observe(ZmqRole role, ObservationRegistry registry) {
		if (!registry.isNoop() && this.demand.exists()) {
			role.observeWith(
					new RegistryMessageObserver(registry, this.senders.getIfUnique(), this.receivers.getIfUnique()));
		}
	}

}
