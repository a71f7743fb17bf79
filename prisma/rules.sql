-- What Prisma's language can't say. Runs after each schema push, in one
-- transaction, and must stay safe to run again.

-- Brings a check to its text here, which its comment remembers: a check that is so already costs a big table nothing.
CREATE OR REPLACE FUNCTION pg_temp.set_check(target regclass, name text, condition text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = target AND c.conname = name
    AND obj_description(c.oid, 'pg_constraint') = condition) THEN RETURN; END IF;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', target, name);
  EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%s)', target, name, condition);
  EXECUTE format('COMMENT ON CONSTRAINT %I ON %s IS %L', name, target, condition);
END $$;

SELECT
  pg_temp.set_check('product', 'product_slug_form', $$ slug ~ '^[^\s/?#%[:upper:]]+$' AND length(slug) <= 255 $$),
  pg_temp.set_check('product', 'product_title_length', $$ length(btrim(title)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('product', 'product_currency_form', $$ currency ~ '^[A-Z]{3}$' $$),
  pg_temp.set_check('product', 'product_tags_present', $$ tags IS NOT NULL $$),
  pg_temp.set_check('product', 'product_published_in_order', $$ published_until > published_at $$),
  pg_temp.set_check('product', 'product_version_positive', $$ version > 0 $$),
  pg_temp.set_check('product_option', 'product_option_position_range', $$ position BETWEEN 1 AND 3 $$),
  pg_temp.set_check('product_option', 'product_option_name_length', $$ length(btrim(name)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('variant', 'variant_price_range', $$ price_minor >= 0 $$),
  pg_temp.set_check('variant', 'variant_compare_at_range', $$ compare_at_minor >= 0 $$),
  pg_temp.set_check('variant', 'variant_weight_range', $$ weight_grams >= 0 $$),
  pg_temp.set_check('variant', 'variant_position_positive', $$ position > 0 $$),
  pg_temp.set_check('variant', 'variant_sku_not_empty', $$ sku <> '' $$),
  pg_temp.set_check('product_image', 'product_image_position_positive', $$ position > 0 $$),
  pg_temp.set_check('product_image', 'product_image_has_source', $$ file_id IS NOT NULL OR source_url IS NOT NULL $$),
  pg_temp.set_check('product_image', 'product_image_focus_range', $$ focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100 $$),
  pg_temp.set_check('image_file', 'image_file_size_positive', $$ width > 0 AND height > 0 AND cardinality(widths) > 0 $$),
  pg_temp.set_check('image_file', 'image_file_color_form', $$ color ~ '^#[0-9a-f]{6}$' $$),
  pg_temp.set_check('category', 'category_slug_form', $$ slug ~ '^[^\s/?#%[:upper:]]+$' AND length(slug) <= 255 $$),
  pg_temp.set_check('category', 'category_title_length', $$ length(btrim(title)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('category', 'category_version_positive', $$ version > 0 $$),
  pg_temp.set_check('catalogue_import', 'catalogue_import_received', $$ received >= 0 AND (size IS NULL OR received <= size) $$),
  pg_temp.set_check('catalogue_import', 'catalogue_import_whole', $$ status IN ('uploading', 'cancelled') OR received = size $$),
  pg_temp.set_check('import_part', 'import_part_size', $$ start >= 0 AND octet_length(bytes) BETWEEN 1 AND 1048576 $$),
  pg_temp.set_check('admin_user', 'admin_user_email_form', $$ email = lower(email) AND email ~ '^[^\s@]+@[^\s@]+$' $$),
  pg_temp.set_check('admin_user', 'admin_user_version_positive', $$ version > 0 $$);

-- Words are compared byte by byte: much faster than in a language's order, and a beginning is a range of the index.
DO $$
DECLARE target text;
BEGIN
  FOR target IN
    SELECT a.attrelid::regclass FROM pg_attribute a JOIN pg_collation c ON c.oid = a.attcollation
    WHERE a.attrelid IN ('product_word'::regclass, 'search_word'::regclass) AND a.attname = 'word' AND c.collname <> 'C'
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN word TYPE text COLLATE "C"', target);
  END LOOP;
END $$;

-- What was written last is found like the rest: a list of what is still to be put in order would be read by every search.
ALTER INDEX product_words SET (fastupdate = off);

-- The words of a text, each once.
CREATE OR REPLACE FUNCTION words_of(text text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT DISTINCT word FROM regexp_split_to_table(lower(text), '[^[:alnum:]]+') AS word
    WHERE word <> '' ORDER BY word)
$$;

-- What search looks in.
CREATE OR REPLACE FUNCTION product_set_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := lower(concat_ws(' ', NEW.title, NEW.type, NEW.vendor, array_to_string(NEW.tags, ' ')));
  NEW.words := words_of(NEW.search_text);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER product_search_text
  BEFORE INSERT OR UPDATE OF title, type, vendor, tags, search_text, words ON product
  FOR EACH ROW EXECUTE FUNCTION product_set_search_text();

-- When customers see a product from.
CREATE OR REPLACE FUNCTION visible_from(status product_status, published_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN status = 'active' THEN coalesce(published_at, 'infinity') ELSE 'infinity' END
$$;

-- A product's words, each under the time that customers see it from.
CREATE OR REPLACE FUNCTION product_add_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO product_word (word, in_title, visible_from, product_id)
  SELECT t.word, t.word = ANY (title.words), visible_from(a.status, a.published_at), a.id
  FROM after a, words_of(a.title) AS title(words), unnest(a.words) AS t(word);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION product_change_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM product_word WHERE word = ANY (OLD.words) AND in_title IN (true, false) AND product_id = OLD.id
    AND visible_from = visible_from(OLD.status, OLD.published_at);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO product_word (word, in_title, visible_from, product_id)
    SELECT t.word, t.word = ANY (title.words), visible_from(NEW.status, NEW.published_at), NEW.id
    FROM words_of(NEW.title) AS title(words), unnest(NEW.words) AS t(word);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER product_words_inserted AFTER INSERT ON product
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION product_add_words();
CREATE OR REPLACE TRIGGER product_words_updated AFTER UPDATE ON product FOR EACH ROW
  WHEN ((OLD.words, OLD.title, OLD.status, OLD.published_at)
    IS DISTINCT FROM (NEW.words, NEW.title, NEW.status, NEW.published_at))
  EXECUTE FUNCTION product_change_words();
CREATE OR REPLACE TRIGGER product_words_deleted AFTER DELETE ON product
  FOR EACH ROW EXECUTE FUNCTION product_change_words();

-- By DELETE: whoever truncates both tables at once has locked this one against another TRUNCATE.
CREATE OR REPLACE FUNCTION product_words_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM product_word;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER product_words_emptied AFTER TRUNCATE ON product
  FOR EACH STATEMENT EXECUTE FUNCTION product_words_emptied();

-- Words that no product had before. In their order, so that two writers never wait for each other.
CREATE OR REPLACE FUNCTION search_word_learn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word
  SELECT DISTINCT a.word FROM added a
  WHERE NOT EXISTS (SELECT FROM search_word s WHERE s.word = a.word)
  ORDER BY a.word ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER product_word_inserted AFTER INSERT ON product_word
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION search_word_learn();

-- A product's place in a category knows what the category's lists sort and filter by.
CREATE OR REPLACE FUNCTION product_category_copy_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT visible_from(p.status, p.published_at), p.title, p.price_min, p.available, p.on_sale, p.tags
  INTO NEW.visible_from, NEW.title, NEW.price_min, NEW.available, NEW.on_sale, NEW.tags
  FROM product p WHERE p.id = NEW.product_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER product_category_inserted BEFORE INSERT ON product_category
  FOR EACH ROW EXECUTE FUNCTION product_category_copy_product();

CREATE OR REPLACE FUNCTION product_update_categories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product_category SET visible_from = visible_from(NEW.status, NEW.published_at), title = NEW.title,
    price_min = NEW.price_min, available = NEW.available, on_sale = NEW.on_sale, tags = NEW.tags
  WHERE product_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER product_categories_updated AFTER UPDATE ON product FOR EACH ROW
  WHEN ((OLD.status, OLD.published_at, OLD.title, OLD.price_min, OLD.available, OLD.on_sale, OLD.tags)
    IS DISTINCT FROM (NEW.status, NEW.published_at, NEW.title, NEW.price_min, NEW.available, NEW.on_sale, NEW.tags))
  EXECUTE FUNCTION product_update_categories();

-- A product's prices and availability, from its variants: once for each statement.
-- Its plan is kept for as long as a connection lives: without hash and merge joins, the one made for a thousand
-- products is good for one, too.
CREATE OR REPLACE FUNCTION product_summarise_variants() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE product SET
    price_min = s.price_min, price_max = s.price_max, on_sale = s.on_sale, available = s.available
  FROM (
    SELECT p.id,
      coalesce(min(v.price_minor), 0) AS price_min,
      coalesce(max(v.price_minor), 0) AS price_max,
      coalesce(bool_or(v.compare_at_minor > v.price_minor), false) AS on_sale,
      coalesce(bool_or(NOT v.track_stock OR v.stock > 0 OR v.out_of_stock = 'continue'), false) AS available
    FROM (SELECT DISTINCT product_id AS id FROM changed) p
    LEFT JOIN variant v ON v.product_id = p.id
    GROUP BY p.id
  ) s
  WHERE product.id = s.id
    AND (product.price_min, product.price_max, product.on_sale, product.available)
      IS DISTINCT FROM (s.price_min, s.price_max, s.on_sale, s.available);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER variant_inserted AFTER INSERT ON variant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();
CREATE OR REPLACE TRIGGER variant_updated AFTER UPDATE ON variant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();
CREATE OR REPLACE TRIGGER variant_deleted AFTER DELETE ON variant
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();

-- A category is never its own ancestor. The lock keeps two moves from closing a ring together.
CREATE OR REPLACE FUNCTION category_refuse_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('category_tree'));
  IF EXISTS (
    WITH RECURSIVE ancestor(id, parent_id) AS (
      SELECT id, parent_id FROM category WHERE id = NEW.parent_id
      UNION
      SELECT c.id, c.parent_id FROM category c JOIN ancestor a ON c.id = a.parent_id
    )
    SELECT FROM ancestor WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'category % would be its own ancestor', NEW.slug
      USING ERRCODE = 'check_violation', CONSTRAINT = 'category_no_ring';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER category_no_ring AFTER INSERT OR UPDATE OF parent_id ON category
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION category_refuse_ring();

-- Tells every shop that listens what a change makes old, in the tags of app/shared-page.server.ts: once for each
-- statement, and by name up to 100 products. The same said twice in a transaction is heard once.
CREATE OR REPLACE FUNCTION catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key text := CASE TG_TABLE_NAME WHEN 'product' THEN 'id' ELSE 'product_id' END;
  before text := '';
  changes int;
  tags text;
  in_lists boolean := TG_TABLE_NAME IN ('product', 'product_image', 'product_category');
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM pg_notify('catalogue', '*');
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'category' THEN
    PERFORM pg_notify('catalogue', 'categories');
    RETURN NULL;
  ELSIF TG_TABLE_NAME = 'image_file' THEN
    PERFORM pg_notify('catalogue', '*');
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN before := format('UNION SELECT %I FROM before', key); END IF;
  EXECUTE format($query$
      SELECT count(*), string_agg('product:' || id, ' ' ORDER BY id)
      FROM (SELECT DISTINCT id FROM (SELECT %I AS id FROM changed %s) c LIMIT 101) named
    $query$, key, before)
    INTO changes, tags;
  IF changes > 100 THEN
    PERFORM pg_notify('catalogue', '*');
    RETURN NULL;
  END IF;
  -- What is left in stock is shown on a product's page alone, unless it changes the product's own row.
  IF TG_TABLE_NAME = 'variant' THEN
    IF TG_OP <> 'UPDATE' THEN
      in_lists := true;
    ELSE
      EXECUTE 'SELECT EXISTS (SELECT id, price_minor, compare_at_minor FROM changed
        EXCEPT SELECT id, price_minor, compare_at_minor FROM before)' INTO in_lists;
    END IF;
  END IF;
  PERFORM pg_notify('catalogue', CASE WHEN in_lists THEN 'products ' || tags ELSE tags END);
  RETURN NULL;
END $$;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY
    ARRAY['product', 'product_option', 'variant', 'product_image', 'product_category', 'category', 'image_file']
  LOOP
    -- A picture that is new is shown by nothing yet.
    IF target <> 'image_file' THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER catalogue_inserted AFTER INSERT ON %I
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', target);
    END IF;
    EXECUTE format('CREATE OR REPLACE TRIGGER catalogue_updated AFTER UPDATE ON %I
      REFERENCING OLD TABLE AS before NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', target);
    EXECUTE format('CREATE OR REPLACE TRIGGER catalogue_deleted AFTER DELETE ON %I
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', target);
    EXECUTE format('CREATE OR REPLACE TRIGGER catalogue_truncated AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', target);
  END LOOP;
END $$;

-- A shop never loses its last owner. The lock keeps two changes at once from taking one each.
CREATE OR REPLACE FUNCTION admin_user_keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('admin_owners'));
  IF NOT EXISTS (SELECT FROM admin_user WHERE role = 'owner') THEN
    RAISE EXCEPTION 'the shop would have no owner'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'admin_user_last_owner';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER admin_user_owner_changed AFTER UPDATE OF role ON admin_user
  FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner') EXECUTE FUNCTION admin_user_keep_owner();
CREATE OR REPLACE TRIGGER admin_user_owner_deleted AFTER DELETE ON admin_user
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION admin_user_keep_owner();

-- Fills what this version's triggers keep and an older version's rows lack; the comment tells that it is done.
DO $$
BEGIN
  IF obj_description('product_word'::regclass) IS NOT DISTINCT FROM 'filled: 2' THEN RETURN; END IF;
  UPDATE product SET words = '{}' WHERE words = '{}';
  TRUNCATE product_word;
  INSERT INTO product_word (word, in_title, visible_from, product_id)
  SELECT t.word COLLATE "C", t.word = ANY (title.words), visible_from(p.status, p.published_at), p.id
  FROM product p, words_of(p.title) AS title(words), unnest(p.words) AS t(word) ORDER BY 1, 2, 3, 4;
  UPDATE product_category c SET visible_from = visible_from(p.status, p.published_at), title = p.title,
    price_min = p.price_min, available = p.available, on_sale = p.on_sale, tags = p.tags
  FROM product p WHERE p.id = c.product_id;
  COMMENT ON TABLE product_word IS 'filled: 2';
END $$;
