" SPDX-License-Identifier: GPL-2.0-or-later
" Other programs have *.rules, *.list and *.examples too, so those have to look like ours or lie where ours do.

function! s:looks_like_ours() abort
  for line in getline(1, 200)
    if line !~# '^\%(\s*$\|# \|#$\)'
      return line =~# '^\[[a-z0-9.-]\+\]\s*$'
    endif
  endfor
  return 0
endfunction

function! s:is_ours(file) abort
  if a:file =~# '/badidea/rules/'
    return 1
  endif
  if fnamemodify(a:file, ':e') ==# 'list'
    return fnamemodify(a:file, ':h:t') ==# 'lists' && !empty(glob(fnamemodify(a:file, ':h:h') .. '/*.classes'))
  endif
  return s:looks_like_ours()
endfunction

autocmd BufNewFile,BufRead *.classes,*.situation,*.precedents,*.calendar set filetype=badidea
autocmd BufNewFile,BufRead *.rules,*.list,*.examples
      \ if s:is_ours(expand('<afile>:p')) | set filetype=badidea | endif
