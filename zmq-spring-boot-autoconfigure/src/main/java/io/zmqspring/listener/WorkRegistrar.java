package io.zmqspring.listener;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.role.HandlerSpec;
import io.zmqspring.role.ZmqController;
import io.zmqspring.role.ZmqWorker;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Gives work handlers their worker and result listeners their controller, or says why
 * that cannot be.
 */
final class WorkRegistrar {

	private final ConfigurableListableBeanFactory beanFactory;

	private final AttributeResolver attributes;

	private final PayloadValidation validation;

	WorkRegistrar(ConfigurableListableBeanFactory beanFactory, AttributeResolver attributes,
			PayloadValidation validation) {
		this.beanFactory = beanFactory;
		this.attributes = attributes;
		this.validation = validation;
	}

	void register(FoundHandler found, ZmqWorkHandler annotation) {
		ZmqWorker worker = find("worker", this.attributes.string(annotation.value()), ZmqWorker.class, ZmqWorker::name,
				found);
		HandlerArguments arguments = new HandlerArguments(found.method(), found.targetClass(), worker.codec(),
				this.validation, null, Map.of(ZmqHeaders.WORKER, worker.name()));
		worker.setWorkInvocation(HandlerMethodInvocation.work(found.bean(), found.invocable(), arguments));
	}

	void register(FoundHandler found, ZmqResultListener annotation) {
		ZmqController controller = find("controller", this.attributes.string(annotation.controller()),
				ZmqController.class, ZmqController::name, found);
		HandlerArguments arguments = new HandlerArguments(found.method(), found.targetClass(), controller.codec(),
				this.validation, ZmqHeaders.WORKER, Map.of(ZmqHeaders.CONTROLLER, controller.name()));
		HandlerSpec spec = new HandlerSpec(found.beanName() + "." + found.method().getName(), List.of(), 1,
				HandlerMethodInvocation.single(found.bean(), found.invocable(), arguments),
				this.attributes.errorHandler(annotation.errorHandler(), found.description()));
		controller.addResultHandler(this.attributes.string(annotation.worker()), spec);
	}

	private <T> T find(String role, String name, Class<T> type, Function<T, String> nameOf, FoundHandler found) {
		Collection<T> all = this.beanFactory.getBeansOfType(type).values();
		String section = "zmq." + role + "s.";
		if (all.isEmpty()) {
			throw new ZmqConfigurationException("The handler " + found.description() + " has no " + role + " to serve",
					"Declare one below " + section + "<name>");
		}
		String known = all.stream().map(nameOf).sorted().collect(Collectors.joining(", "));
		if (name.isEmpty() && all.size() > 1) {
			throw new ZmqConfigurationException(
					"The handler " + found.description() + " names no " + role + ", and there are several: " + known,
					"Say which in its annotation");
		}
		return all.stream()
			.filter((candidate) -> name.isEmpty() || nameOf.apply(candidate).equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException(
					"The handler " + found.description() + " names the unknown " + role + " '" + name + "'",
					"Known: " + known + ". Declare " + section + name + " or correct the name"));
	}

}
