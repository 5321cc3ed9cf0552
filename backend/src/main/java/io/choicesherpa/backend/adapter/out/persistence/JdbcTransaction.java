package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.RunInTransaction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL's default isolation, Read Committed: what must not change is locked by row. */
final class JdbcTransaction implements RunInTransaction {

  private final TransactionTemplate template;

  JdbcTransaction(PlatformTransactionManager transactions) {
    this.template = new TransactionTemplate(transactions);
  }

  @Override
  public <T extends @Nullable Object> T call(Supplier<T> body) {
    return template.execute(status -> body.get());
  }
}
